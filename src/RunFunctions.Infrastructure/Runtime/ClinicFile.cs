using System.Text.Json;
using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Clinics;

namespace RunFunctions.Infrastructure.Runtime;

/// <summary>The clinics that whoever runs the app wrote down: <c>{"clinics": [{"name": …, "address": …}]}</c>.</summary>
public static class ClinicFile
{
    /// <param name="path">Of the file; empty for a catalogue without clinics.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or it is no catalogue. Names no clinic.</exception>
    public static ClinicCatalogue Read(string? path)
    {
        if (path is not { Length: > 0 })
        {
            return new ClinicCatalogue([]);
        }

        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, ClinicJson.Default.ClinicList) is { } list && list.Clinics.All(IsWhole)
                ? new ClinicCatalogue(list.Clinics)
                : throw new InvalidOperationException($"{path} is no catalogue of clinics: each needs a name and an address.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidOperationException($"{path} is no catalogue of clinics.", unreadable);
        }
    }

    private static bool IsWhole(Clinic? clinic) => !string.IsNullOrWhiteSpace(clinic?.Name) && !string.IsNullOrWhiteSpace(clinic.Address);
}

/// <summary>The file's form.</summary>
internal sealed record ClinicList(IReadOnlyList<Clinic> Clinics);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ClinicList))]
internal sealed partial class ClinicJson : JsonSerializerContext;
