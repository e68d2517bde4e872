using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>The variables that every delivery sets besides the credentials.</summary>
internal static class SessionVariables
{
    public static IEnumerable<EnvironmentChange> Get(Session session)
    {
        yield return new EnvironmentChange(RoleAssistVariables.Profile, session.Profile);

        // If the session has no region, the process keeps its own.
        foreach (var name in session.Chain.Region is null ? [] : AwsVariables.Regions)
        {
            yield return new EnvironmentChange(name, session.Chain.Region);
        }

        // SDKs do not read the profile's endpoints without AWS_PROFILE. They sign requests, so a URL needs no password.
        foreach (var (name, value) in session.Chain.Endpoints.Variables)
        {
            var isUrl = name.StartsWith(EndpointSetting.Url.Variable, StringComparison.Ordinal);
            yield return new EnvironmentChange(name, isUrl ? SharedSettings.Url(value) ?? value : value);
        }
    }
}
