using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

/// <summary>An assignment's id is its pair, in one spelling.</summary>
public sealed class AssignmentIdTests
{
    private const string Alphabet = "abcXYZ019._-@";
    private const string Patient = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11";

    [Fact]
    public void Every_pair_is_read_as_it_was_written()
    {
        var patients = ArbMap.Default.GeneratorFor<Guid>().Where(id => id != Guid.Empty).Select(id => PatientId.Parse(id.ToString("D")));
        var users = Gen.Elements(Alphabet.ToCharArray()).ArrayOf().Select(letters => UserId.Parse("u" + new string(letters[..Math.Min(letters.Length, UserId.MaxLength - 1)])));
        Prop.ForAll(patients.Zip(users).ToArbitrary(), pair =>
        {
            var id = new AssignmentId(pair.Item1, pair.Item2);
            Assert.True(AssignmentId.TryParse(id.ToString(), out var read));
            Assert.Equal(id, read);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Patient)]
    [InlineData(Patient + ".")]
    [InlineData(Patient + "-user")]
    [InlineData(Patient + "..user")]
    [InlineData(Patient + ".us er")]
    [InlineData("user." + Patient)]
    [InlineData("6F1C0A52-6F0E-4A7E-9D0A-0B7F6E1F2A11.user")]
    [InlineData("00000000-0000-0000-0000-000000000000.user")]
    public void Anything_else_is_no_assignment(string? text) => Assert.False(AssignmentId.TryParse(text, out _));
}
