namespace RoleAssist.Contracts;

/// <param name="SessionId">The session to sign in; instead of a profile.</param>
/// <param name="Profile">The profile, or a role as an ARN or ACCOUNT/NAME; instead of a session.</param>
/// <param name="Service">A service's short name, or the ARN of a resource. Defaults to the console's home page.</param>
/// <param name="Region">The region to show; defaults to the session's.</param>
/// <param name="Destination">A whole address of the console, instead of a service.</param>
/// <param name="DurationSeconds">
/// How long the console should last, 900 to 43200. Where AWS does not allow it, the result says how long it lasts.
/// </param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
/// <param name="ViaPortal">
/// Whether to return IAM Identity Center's own link to the role, which needs no credentials.
/// </param>
/// <param name="LogOutFirst">Whether the browser is to be signed out of another session first.</param>
public sealed record CreateConsoleLinkParams(
    string? SessionId = null,
    string? Profile = null,
    string? Service = null,
    string? Region = null,
    string? Destination = null,
    int? DurationSeconds = null,
    string? TokenCode = null,
    bool? ViaPortal = null,
    bool? LogOutFirst = null
)
{
    /// <summary>Returns only the session or profile, because the code may still be valid.</summary>
    public override string ToString() => SessionId ?? Profile ?? nameof(CreateConsoleLinkParams);
}

/// <summary>An address that opens the console.</summary>
/// <param name="Url">
/// The address, which the client opens unchanged. It leads to this host, works once, and only until it expires.
/// </param>
/// <param name="Profile">The session's profile, or the role ARN if there is no profile.</param>
/// <param name="Region">The region of the page.</param>
/// <param name="Notes">What should be known about it, as sentences.</param>
/// <param name="Account">The account ID, 12 digits, if it is known.</param>
/// <param name="Service">The service of the page; absent for the home page.</param>
/// <param name="ExpiresAt">When the address expires; absent for the portal's link, which does not.</param>
/// <param name="Lasts">How long the console lasts, in one or two sentences; absent for the portal's link.</param>
/// <param name="IsProduction">True if the user's settings mark it as production.</param>
public sealed record ConsoleLinkInfo(
    string Url,
    string Profile,
    string Region,
    IReadOnlyList<string> Notes,
    string? Account = null,
    string? Service = null,
    DateTimeOffset? ExpiresAt = null,
    string? Lasts = null,
    bool? IsProduction = null
)
{
    /// <summary>Returns no address: until it is used, it opens the console.</summary>
    public override string ToString() => Profile;
}

public sealed record ListConsoleServicesParams;

/// <param name="Services">The services that have a page in the console, by name.</param>
public sealed record ConsoleServiceList(IReadOnlyList<ConsoleServiceInfo> Services);

/// <param name="Name">The short name.</param>
/// <param name="Title">The name for people.</param>
/// <param name="OtherNames">Further names that people use.</param>
public sealed record ConsoleServiceInfo(string Name, string Title, IReadOnlyList<string> OtherNames);
