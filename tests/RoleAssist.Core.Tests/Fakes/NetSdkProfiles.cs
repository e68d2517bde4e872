using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>What .NET's encrypted store holds.</summary>
internal sealed class NetSdkProfiles(params IEnumerable<string> names) : INetSdkProfiles
{
    public IReadOnlySet<string> Names { get; } = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
}
