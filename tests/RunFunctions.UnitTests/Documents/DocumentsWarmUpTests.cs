using RunFunctions.Api.Documents;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.UnitTests.Documents;

public sealed class DocumentsWarmUpTests
{
    [Theory]
    [InlineData("pet_name", "Example")]
    [InlineData("breed", "Beagle")]
    [InlineData("weight", "12.5 kg")]
    [InlineData("dob", "2019-05-12")]
    [InlineData("visit_date", "2024-03-14")]
    public void The_sample_is_read_and_interpreted(string key, string value)
    {
        var data = DocumentsWarmUp.Execute(new PdfLimits(), TimeProvider.System, CancellationToken.None).Data!;
        Assert.Equal(value, data.AllFields().First(field => field.Key == key).Value.AsText());
    }
}
