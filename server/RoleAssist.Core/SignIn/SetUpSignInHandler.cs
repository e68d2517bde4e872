using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.SignIn;

/// <summary>Adds an <c>[sso-session]</c> section to the config file, for a start URL that the user was given.</summary>
public sealed class SetUpSignInHandler(IProfileStore store, IProfileWriter writer)
{
    /// <summary>
    /// Without a scope there is no refresh token, and the sign-in ends after an hour
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
    /// </summary>
    private const string DefaultScope = "sso:account:access";

    /// <param name="name">The section's name.</param>
    /// <param name="startUrl">The AWS access portal URL.</param>
    /// <param name="region">The region of Identity Center; null if the URL names it.</param>
    /// <param name="scopes">What sign-ins ask for; null for what tools need.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The location of the new section.</returns>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: a value is invalid, or the region is missing; <see
    /// cref="ErrorCode.ConfigurationUnreadable"/>: the file cannot be written.
    /// </exception>
    public async Task<SourceLocation> HandleAsync(
        string name,
        string startUrl,
        string? region,
        IReadOnlyList<string>? scopes,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        DraftRules.RequireNew("sso-session", name, profiles.SsoSessions.GetValueOrDefault(name));
        var url = RequireUrl(startUrl.Trim());
        var draft = new SsoSessionDraft(
            name,
            [
                new(ProfileSettings.SsoStartUrl, startUrl.Trim()),
                new(ProfileSettings.SsoRegion, RequireRegion(region ?? RegionIn(url))),
                new(ProfileSettings.SsoRegistrationScopes, string.Join(", ", scopes ?? [DefaultScope])),
            ]
        );
        DraftRules.RequirePlain(draft.Settings);
        return await writer.AddAsync(draft, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the region in the newer form of start URLs, <c>ID.portal.REGION.app.aws</c>; null in the other forms.
    /// </summary>
    public static string? RegionIn(Uri startUrl) =>
        startUrl.IdnHost.Split('.') is [_, "portal", var region, _, ..] && Partitions.IsRegion(region) ? region : null;

    private static Uri RequireUrl(string startUrl) =>
        Uri.TryCreate(startUrl, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && SafeAddress.IsSafe(url)
            ? url
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{startUrl}' is not a start URL.",
                "Copy the AWS access portal URL, such as https://d-1234567890.awsapps.com/start."
            );

    private static string RequireRegion(string? region) =>
        region is null
            ? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The start URL does not name the region of IAM Identity Center.",
                "Specify the region too: the administrator's console shows it beside the start URL."
            )
        : RegionName.IsValid(region) ? region
        : throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"'{region}' is not a region.",
            "Use a region name such as eu-central-1."
        );
}
