namespace RunFunctions.UnitTests.Architecture;

/// <summary>Rooms use Engine, Access, RunRegistry and the shared results, never each other.</summary>
public sealed class RoomTests
{
    [Fact]
    public void Compiled_rooms_do_not_use_each_other() =>
        Rule.Holds(Rooms.Violations(Assemblies.Core.GetTypes().Concat(Assemblies.Api.GetTypes())));

    [Fact]
    public void Source_files_do_not_name_other_rooms() =>
        Rule.Holds(
            from ring in new[] { "src/RunFunctions.Core", "src/RunFunctions.Api" }
            from file in Repository.CSharp(ring)
            let folders = file.Path.Split('/')
            where folders.Length > 3
            from room in Rooms.Violations(folders[2], file.Code)
            select $"{file.Path} names room {room}.");

    [Fact]
    public void Every_room_of_Api_is_a_room_of_Core_or_puts_rooms_together()
    {
        var core = FoldersOf("src/RunFunctions.Core");
        Rule.Holds(FoldersOf("src/RunFunctions.Api").Except([.. core, "Http", "Platform"]));
        Rule.Holds(core.Except(["Engine", "Access", "Documents", "ClinicalCoding", "Diagnosis", "RunRegistry", "StateRegistries", "Results"]));
    }

    [Theory]
    [InlineData("Documents", "Engine", true)]
    [InlineData("Documents", "Access", true)]
    [InlineData("Documents", "RunRegistry", true)]
    [InlineData("Documents", "Results", true)]
    [InlineData("Documents", "Diagnosis", false)]
    [InlineData("Engine", "Documents", false)]
    [InlineData("Access", "Documents", false)]
    [InlineData("Results", "Engine", false)]
    [InlineData("Documents", "Http", true)]
    [InlineData("Http", "Documents", true)]
    public void A_room_may_use_itself_and_the_shared_rooms(string user, string used, bool allowed) =>
        Assert.Equal(allowed, Rooms.MayUse(user, used));

    [Theory]
    [InlineData("using RunFunctions.Core.Diagnosis.Domain;")]
    [InlineData("using RunFunctions.Api.Diagnosis;")]
    [InlineData("global::RunFunctions.Core.Diagnosis.Ports.IPatients x;")]
    [InlineData("var x = Core.Diagnosis.Domain.PatientId.Parse(text);")]
    [InlineData("var x = Diagnosis.Domain.PatientId.Parse(text);")]
    public void A_name_of_another_room_is_found(string code) => Assert.Equal(["Diagnosis"], Rooms.Violations("Documents", code));

    [Fact]
    public void A_use_by_a_compiled_type_is_found() =>
        Assert.NotEmpty(Rooms.Violations([typeof(Core.Diagnosis.Sample.UsesDocuments)]));

    private static List<string> FoldersOf(string ring) =>
        [.. Repository.CSharp(ring).Select(file => file.Path.Split('/')).Where(folders => folders.Length > 3).Select(folders => folders[2]).Distinct()];
}
