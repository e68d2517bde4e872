using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace RoleAssist.Host.Tests.Architecture;

/// <summary>The references of a compiled assembly, read from its metadata.</summary>
internal sealed class BuiltAssembly
{
    private static readonly string BaseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private BuiltAssembly(MetadataReader metadata)
    {
        References =
        [
            .. metadata
                .AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
                .Order(StringComparer.Ordinal),
        ];
        UsedTypes =
        [
            .. metadata
                .TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The names of the referenced assemblies.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The referenced assemblies that are not part of .NET's base library.</summary>
    public IEnumerable<string> OutsideReferences =>
        References.Where(name => !File.Exists(Path.Combine(BaseLibrary, $"{name}.dll")));

    /// <summary>The full names of the referenced types of other assemblies.</summary>
    public IReadOnlyList<string> UsedTypes { get; }

    public static BuiltAssembly Read(string name)
    {
        using var reader = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        return new BuiltAssembly(reader.GetMetadataReader());
    }
}
