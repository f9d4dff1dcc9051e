using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.LanguageModel;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>A language model that is asked for the values of a record. Optional: an app may have none.</summary>
public interface ILanguageModel
{
    /// <summary>Whatever goes wrong is a <see cref="ModelReading.Fault"/>, never an exception.</summary>
    /// <param name="text">Leaves the process, if it is not too long.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ModelReading> ReadAsync(DocumentText text, CancellationToken cancellationToken);
}
