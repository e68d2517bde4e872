using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>What every way gives a process beside the credentials.</summary>
internal static class SessionVariables
{
    /// <summary>Names the profile: for prompts, and so that a shell within this one knows whose region it inherits.</summary>
    public const string Profile = "ROLEASSIST_PROFILE";

    public const string Region = "AWS_REGION";

    /// <summary>Both names, because tools read different ones.</summary>
    public static IReadOnlyList<string> Regions { get; } = [Region, "AWS_DEFAULT_REGION"];

    public static IEnumerable<EnvironmentChange> Of(Session session)
    {
        yield return new EnvironmentChange(Profile, session.Profile);

        // Without a region the process keeps its own.
        foreach (var name in session.Chain.Region is null ? [] : Regions)
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
