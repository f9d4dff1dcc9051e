namespace RunFunctions.UnitTests.Architecture;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a     \nc")]
    [InlineData("a /* b\nc */ d", "a     \n     d")]
    [InlineData("/// <c>x</c>\nvar y;", "            \nvar y;")]
    [InlineData("var u = \"http://x\"; // y", "var u = \"http://x\";     ")]
    [InlineData("var u = @\"a\"\"//b\"; // y", "var u = @\"a\"\"//b\";     ")]
    [InlineData("var u = \"\"\"a\"//b\"\"\"; // y", "var u = \"\"\"a\"//b\"\"\";     ")]
    [InlineData("var q = '\"'; // y", "var q = '\"';     ")]
    [InlineData("var q = \"\\\"//\"; // y", "var q = \"\\\"//\";     ")]
    public void Comments_go_and_literals_stay(string source, string code) => Assert.Equal(code, CSharpText.WithoutComments(source));

    [Theory]
    [InlineData("F(a, G(b), \")\")", "a, G(b), \")\"")]
    [InlineData("F(a", "a")]
    public void Brackets_close_outside_literals(string code, string inside) => Assert.Equal(inside, CSharpText.Bracketed(code, 1));
}
