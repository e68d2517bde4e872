using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>A fake of the encrypted store of the SDK for .NET.</summary>
internal sealed class NetSdkProfiles(params IEnumerable<string> names) : INetSdkProfiles
{
    public IReadOnlySet<string> Names { get; } = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
}
