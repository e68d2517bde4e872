using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>
/// The address of a request to Sign-In. AWS has a host for each region; here the origin stands for us-east-1, and another
/// region is part of the path (<c>http://127.0.0.1:4566/signin/eu-west-1</c>) or of the name
/// (<c>http://eu-west-1.signin.localhost:4566</c>).
/// </summary>
/// <param name="Region">The region of the endpoint.</param>
/// <param name="Prefix">The part of the path that belongs to the endpoint.</param>
/// <param name="Path">The rest of the path.</param>
internal sealed partial record SignInAddress(string Region, string Prefix, string Path)
{
    public const string Authorize = "/v1/authorize";
    public const string Confirmation = "/v1/sessions/confirmation";
    public const string Token = "/v1/token";

    private const string DefaultRegion = "us-east-1";

    /// <summary>Reads the address of a request; returns null if it is not for Sign-In.</summary>
    public static SignInAddress? Of(SignableRequest request) =>
        Target().Match(request.Path) is not { Success: true } target ? null
        : target.Groups["region"].Success
            ? new SignInAddress(
                target.Groups["region"].Value,
                target.Groups["prefix"].Value,
                target.Groups["path"].Value
            )
        : new SignInAddress(
            RegionalHost().Match(request.Header("Host") ?? "") is { Success: true } host
                ? host.Groups["region"].Value
                : DefaultRegion,
            "",
            target.Groups["path"].Value
        );

    /// <summary>Gets the URL of a path of the same endpoint.</summary>
    /// <exception cref="ServiceException">The host is not this machine.</exception>
    public string Url(SignableRequest request, string path) => LoopbackOrigin.Of(request) + Prefix + path;

    [GeneratedRegex(
        @"^(?<prefix>/signin/(?<region>[a-z]{2}(-[a-z]+){1,3}-[0-9]))?(?<path>/v1/(authorize|token|sessions/confirmation))\z"
    )]
    private static partial Regex Target();

    [GeneratedRegex(@"^(?<region>[a-z]{2}(-[a-z]+){1,3}-[0-9])\.signin\.localhost(:[0-9]+)?\z")]
    private static partial Regex RegionalHost();
}
