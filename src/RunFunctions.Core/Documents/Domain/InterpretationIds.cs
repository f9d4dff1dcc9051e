using System.Security.Cryptography;
using System.Text;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>Ids of interpretation versions: derived, so that a step that runs twice names the same version.</summary>
public static class InterpretationIds
{
    /// <summary>A lowercase UUID from run and version number.</summary>
    public static string Of(RunId run, int version) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"interpretation|{run}|{version}")).AsSpan(0, 16), bigEndian: true).ToString("D");
}
