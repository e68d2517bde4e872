using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>What every way gives a process beside the credentials.</summary>
internal static class SessionVariables
{
    public static IEnumerable<EnvironmentChange> Of(Session session)
    {
        yield return new EnvironmentChange(RoleAssistVariables.Profile, session.Profile);

        // Without a region the process keeps its own.
        foreach (var name in session.Chain.Region is null ? [] : AwsVariables.Regions)
        {
            yield return new EnvironmentChange(name, session.Chain.Region);
        }

        // What the profile says of endpoints would be lost with AWS_PROFILE. SDKs sign requests and have no use for a password.
        foreach (var (name, value) in session.Chain.Endpoints.Variables)
        {
            var isUrl = name.StartsWith(EndpointSetting.Url.Variable, StringComparison.Ordinal);
            yield return new EnvironmentChange(name, isUrl ? SharedSettings.Url(value) ?? value : value);
        }
    }
}
