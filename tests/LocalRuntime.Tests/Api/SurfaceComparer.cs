using System.Reflection;

namespace LocalRuntime.Tests.Api;

/// <summary>
/// Compares what a stand-in assembly shows with the official surface it stands in for. A stand-in may offer less, never more and
/// never anything else: other parameter names, defaults, constraints or modifiers count.
/// </summary>
internal static class SurfaceComparer
{
    /// <summary>The deviations, one a line, each with the official lines of the same name. Empty when there are none.</summary>
    /// <param name="assembly">The stand-in.</param>
    /// <param name="listFiles">Names of the lists beside this file; an assembly may stand in for several packages.</param>
    public static IReadOnlyList<string> Deviations(Assembly assembly, IEnumerable<string> listFiles)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Api");
        var lines = listFiles.SelectMany(file => File.ReadLines(Path.Combine(folder, file)));
        return Deviations([.. assembly.GetTypes().Where(IsShown)], lines);
    }

    public static IReadOnlyList<string> Deviations(IReadOnlyCollection<Type> types, IEnumerable<string> lines)
    {
        var listing = SurfaceListing.Parse(lines, ValueTypeNames(types));
        return [.. types.OrderBy(TypeNames.Full, StringComparer.Ordinal).SelectMany(type => Deviations(type, listing))];
    }

    private static IEnumerable<string> Deviations(Type type, SurfaceListing listing)
    {
        if (listing.FindType(TypeNames.Full(type)) is not { } official)
        {
            return [$"T:{TypeNames.Full(type)} is not in the official surface."];
        }

        var written = SurfaceWriter.Write(type, listing.HasPropertyModifiers).ToArray();
        return
        [
            .. KindDeviations(written[0], official.Kind),
            .. ConstraintDeviations(type),
            .. BaseDeviations(type, official.Bases),
            .. written.Skip(1).Where(member => !listing.Has(member) && !IsListedPublic(type, member, listing)).Select(member => Describe(member, listing)),
        ];
    }

    // A class that is sealed here and open there offers less; every other difference of kind is one.
    private static IEnumerable<string> KindDeviations(string line, string officialKind)
    {
        var kind = line[(line.IndexOf('{', StringComparison.Ordinal) + 1)..^1];
        var expected = officialKind.Replace("record", "class", StringComparison.Ordinal);
        return kind == expected || (kind == "sealed class" && expected == "class") ? [] : [$"{line} is {{{officialKind}}} officially."];
    }

    private static IEnumerable<string> BaseDeviations(Type type, string officialBases)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        var inherited = type.GetInterfaces().SelectMany(face => face.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        var bases = type.GetInterfaces().Except(inherited);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            bases = bases.Prepend(parent);
        }

        var listed = SurfaceListing.Split(officialBases);
        return bases.Where(item => !listed.Contains(TypeNames.Short(item)))
            .Select(item => $"T:{TypeNames.Full(type)} : {TypeNames.Short(item)} is not so officially ({officialBases}).");
    }

    // No list names a constraint or a variance of a type, so that any of them asks more of users than is official.
    private static IEnumerable<string> ConstraintDeviations(Type type) =>
        type.GetGenericArguments()
            .Where(argument => argument.GenericParameterAttributes != GenericParameterAttributes.None || argument.GetGenericParameterConstraints().Length > 0)
            .Select(argument => $"T:{TypeNames.Full(type)} constrains {argument.Name}, which is not so officially.");

    // Public, or protected in a type that can be derived from, all the way out.
    private static bool IsShown(Type type) =>
        type.IsNested
            ? (type.IsNestedPublic || ((type.IsNestedFamily || type.IsNestedFamORAssem) && !type.DeclaringType!.IsSealed)) && IsShown(type.DeclaringType!)
            : type.IsPublic;

    // Nobody but a derived class can call the constructor of an abstract class, so public and protected are the same there.
    private static bool IsListedPublic(Type type, string member, SurfaceListing listing) =>
        type.IsAbstract && member.Contains("#ctor(", StringComparison.Ordinal) && listing.Has(member.Replace(" {protected}", "", StringComparison.Ordinal));

    private static string Describe(string member, SurfaceListing listing) =>
        member + string.Concat(listing.Similar(member).Select(line => Environment.NewLine + "    official: " + line));

    private static HashSet<string> ValueTypeNames(IEnumerable<Type> types)
    {
        var mentioned = types.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .SelectMany(member => member switch
            {
                MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method is MethodInfo { ReturnType: var result } ? result : typeof(void)),
                PropertyInfo property => [property.PropertyType],
                _ => [],
            });
        return [.. TypeNames.ValueKeywords, .. mentioned.SelectMany(TypeNames.Parts).Where(type => type.IsValueType && !type.IsGenericParameter).Select(type => type.Name.Split('`')[0])];
    }
}
