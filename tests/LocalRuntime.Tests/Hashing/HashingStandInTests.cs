using System.IO.Hashing;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace LocalRuntime.Tests.Hashing;

/// <summary>The stand-in holds one type. These tests fail on the day when somebody needs another one.</summary>
public sealed class HashingStandInTests
{
    private const string AssemblyName = "System.IO.Hashing";

    [Fact]
    public void No_assembly_uses_anything_of_the_package_but_the_one_type_that_is_here()
    {
        var used = Directory.GetFiles(AppContext.BaseDirectory, "*.dll").SelectMany(UsedMembers).ToList();

        Assert.Contains(used, use => use.Assembly == "Azure.Storage.Common");
        Assert.All(used, use => Assert.Equal("System.IO.Hashing.NonCryptographicHashAlgorithm", use.Type));
        var offered = typeof(NonCryptographicHashAlgorithm).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Select(member => member.Name).ToHashSet();
        Assert.All(used, use => Assert.Contains(use.Member, offered));
    }

    [Fact]
    public void The_stand_in_carries_the_strong_name_that_the_storage_packages_ask_for()
    {
        var standIn = typeof(NonCryptographicHashAlgorithm).Assembly.GetName();
        var asked = Assembly.Load("Azure.Storage.Common").GetReferencedAssemblies().Single(name => name.Name == AssemblyName);

        Assert.Equal(Convert.ToHexString(asked.GetPublicKeyToken()!), Convert.ToHexString(standIn.GetPublicKeyToken()!));
        Assert.True(standIn.Version >= asked.Version);
    }

    [Fact]
    public async Task A_hash_is_the_same_whichever_way_the_bytes_come()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var hashes = new List<byte[]>();
        foreach (var append in (Func<Sum, Task>[])
            [sum => Run(() => sum.Append(bytes)), sum => Run(() => sum.Append(bytes.AsSpan())), sum => Run(() => sum.Append(new MemoryStream(bytes))), sum => sum.AppendAsync(new MemoryStream(bytes))])
        {
            var sum = new Sum();
            await append(sum);
            hashes.Add(sum.GetCurrentHash());
        }

        Assert.All(hashes, hash => Assert.Equal(hashes[0], hash));
        Assert.Equal(bytes.Sum(value => (long)value), BitConverter.ToInt64(hashes[0]));
        Assert.Throws<ArgumentException>(() => new Sum().GetCurrentHash(new byte[7]));
    }

    private static Task Run(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static List<(string Assembly, string Type, string Member)> UsedMembers(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
        {
            return [];
        }

        var metadata = image.GetMetadataReader();
        var types = metadata.TypeReferences.Where(handle => IsOfPackage(metadata, metadata.GetTypeReference(handle).ResolutionScope)).ToHashSet();
        var assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference && types.Contains((TypeReferenceHandle)member.Parent))
            .Select(member => (assembly, NameOf(metadata, (TypeReferenceHandle)member.Parent), metadata.GetString(member.Name)));
        return [.. members, .. types.Select(type => (assembly, NameOf(metadata, type), ".ctor"))];
    }

    private static bool IsOfPackage(MetadataReader metadata, EntityHandle scope) => scope.Kind switch
    {
        HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == AssemblyName,
        HandleKind.TypeReference => IsOfPackage(metadata, metadata.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope),
        _ => false,
    };

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
    }

    private sealed class Sum() : NonCryptographicHashAlgorithm(sizeof(long))
    {
        private long _value;

        public override void Append(ReadOnlySpan<byte> source)
        {
            foreach (var value in source)
            {
                _value += value;
            }
        }

        public override void Reset() => _value = 0;

        protected override void GetCurrentHashCore(Span<byte> destination) => BitConverter.TryWriteBytes(destination, _value);
    }
}
