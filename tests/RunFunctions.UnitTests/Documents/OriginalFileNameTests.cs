using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.UnitTests.Documents;

public sealed class OriginalFileNameTests
{
    [Theory]
    [InlineData("informe.pdf", "informe.pdf")]
    [InlineData("/home/ana/informe.pdf", "informe.pdf")]
    [InlineData("C:\\fichas\\informe.pdf", "informe.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("in\r\nforme\t.pdf", "informe.pdf")]
    [InlineData("informe\u202Efdp.exe", "informefdp.exe")]
    [InlineData("  historial clínico.pdf ", "historial clínico.pdf")]
    [InlineData("carpeta/", "document.pdf")]
    [InlineData("..", "document.pdf")]
    [InlineData("", "document.pdf")]
    [InlineData(null, "document.pdf")]
    public void A_client_name_becomes_a_printable_base_name(string? sent, string expected)
        => Assert.Equal(expected, OriginalFileName.From(sent).Value);

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = OriginalFileName.From(new string('a', 500) + ".pdf").Value;

        Assert.Equal(OriginalFileName.MaxLength, name.Length);
        Assert.EndsWith("a.pdf", name);
    }

    [Fact]
    public void A_long_name_is_not_cut_inside_a_character()
    {
        var name = OriginalFileName.From("x" + string.Concat(Enumerable.Repeat("🐶", 200)) + ".pdf").Value;

        Assert.DoesNotContain('\uFFFD', name);
        Assert.EndsWith("🐶.pdf", name);
    }

    [Theory]
    [InlineData("informe.pdf", true, "attachment; filename=\"informe.pdf\"; filename*=UTF-8''informe.pdf")]
    [InlineData("informe.pdf", false, "inline; filename=\"informe.pdf\"; filename*=UTF-8''informe.pdf")]
    [InlineData("año \"1\".pdf", true, "attachment; filename=\"a?o '1'.pdf\"; filename*=UTF-8''a%C3%B1o%20%221%22.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", true, "attachment; filename=\"aSet-Cookie: x.pdf\"; filename*=UTF-8''aSet-Cookie%3A%20x.pdf")]
    [InlineData("🐶.pdf", true, "attachment; filename=\"?.pdf\"; filename*=UTF-8''%F0%9F%90%B6.pdf")]
    public void The_download_header_holds_an_ASCII_name_and_the_exact_one(string name, bool attachment, string expected)
        => Assert.Equal(expected, ContentDispositionValue.For(OriginalFileName.From(name), attachment));

    [Fact]
    public void No_client_name_breaks_out_of_its_header()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<string?>(),
            sent =>
            {
                var header = ContentDispositionValue.For(OriginalFileName.From(sent), asAttachment: true);
                return header.All(character => character is >= ' ' and <= '~') && header.Count(character => character == '"') == 2;
            }).QuickCheckThrowOnFailure();
}
