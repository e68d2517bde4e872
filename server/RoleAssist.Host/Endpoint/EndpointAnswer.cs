using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>What a program is answered, ready to be sent.</summary>
/// <param name="Status">
/// An error is one of the client's wherever trying again at once is of no use: AWS' SDKs for Go, Java and Rust try again
/// for long after one of the server's, and that for JavaScript shows the body of the client's errors only.
/// </param>
/// <param name="Body">JSON.</param>
internal sealed record EndpointAnswer(int Status, byte[] Body)
{
    /// <summary>How long credentials are good that end at a time that nobody knows: their reader comes again before.</summary>
    private static readonly TimeSpan UnknownLifetime = TimeSpan.FromHours(1);

    /// <summary>What AWS' SDK for .NET shows instead of the body.</summary>
    public string? Reason { get; private init; }

    /// <summary>Until when it may be given again; null for never.</summary>
    public DateTimeOffset? GoodUntil { get; private init; }

    /// <summary>Whose credentials it holds, if any.</summary>
    public Session? HandedOut { get; private init; }

    /// <summary>Whether a better one is to be had in a moment.</summary>
    public bool IsPending => Status == StatusCodes.Status503ServiceUnavailable;

    /// <summary>The same for whatever is not here and for whoever does not know the token.</summary>
    public static EndpointAnswer Unknown { get; } = Error(
        StatusCodes.Status404NotFound,
        ErrorCode.SessionNotFound,
        "nothing is served here. The window or command that served it may be closed",
        "Assume the role again and open a new terminal.");

    /// <summary>What a session has to say at a given moment.</summary>
    public static EndpointAnswer Of(SessionEntry entry, DateTimeOffset now)
    {
        var session = $"the session of '{entry.Chain.Profile}'";
        return entry switch
        {
            { Issued: { } issued } when !issued.IsExpired(now) => issued.Credentials.IsTemporary
                ? Credentials(issued, now)
                : Failed(LongLived(entry.Chain.Profile)),
            _ when entry.IsBusy || entry.IsDueAt(now) => Error(
                StatusCodes.Status503ServiceUnavailable, ErrorCode.CredentialsExpired, $"{session} is being renewed; try again in a moment"),
            { Fault.Code: ErrorCode.MfaRequired } => Error(
                StatusCodes.Status403Forbidden, ErrorCode.MfaRequired, $"{session} needs an MFA code; enter it in VS Code, or assume the role again"),
            { Fault: { } fault } => Error(
                StatusCodes.Status403Forbidden, fault.Code, $"{session} has expired and could not be renewed: {fault.Message.TrimEnd('.')}", fault.Hint),
            { IsOutdated: true } => Error(
                StatusCodes.Status403Forbidden, ErrorCode.CredentialsExpired, $"{session} has expired, and its profile has been edited since; assume it again"),
            _ => Error(StatusCodes.Status403Forbidden, ErrorCode.CredentialsExpired, $"{session} has expired; assume the role again"),
        };
    }

    /// <summary>No chain leads to such keys; should one ever do, they stay where they are.</summary>
    public static RoleAssistException LongLived(string profile) =>
        new(ErrorCode.CredentialsInvalid, $"Profile '{profile}' came to long-lived keys, which are given to nobody.") { Profile = profile };

    /// <summary>What is left to say of a session that was ended.</summary>
    public static EndpointAnswer Ended(string profile) => Error(
        StatusCodes.Status410Gone, ErrorCode.SessionNotFound, $"the session of '{profile}' has been ended; assume the role again");

    public static EndpointAnswer Failed(RoleAssistException fault) =>
        Error(StatusCodes.Status403Forbidden, fault.Code, fault.Message.TrimEnd('.'), fault.Hint);

    private static EndpointAnswer Credentials(Session session, DateTimeOffset now)
    {
        var credentials = session.Credentials;
        var roleArn = session.Chain.Steps is [.., AssumeRoleStep role] ? role.RoleArn : null;
        var end = credentials.Expiration ?? now + UnknownLifetime;
        return new EndpointAnswer(StatusCodes.Status200OK, EndpointJson.Write(new ContainerCredentialsDocument(
            credentials.AccessKeyId,
            credentials.SecretAccessKey,
            credentials.SessionToken!,
            IsoTime.Format(end),
            roleArn)))
        {
            GoodUntil = credentials.Expiration ?? now + (UnknownLifetime / 2),
            HandedOut = session,
        };
    }

    private static EndpointAnswer Error(int status, ErrorCode code, string message, string? hint = null)
    {
        var sentence = $"RoleAssist: {message}.";
        return new EndpointAnswer(status, EndpointJson.Write(new ErrorDocument(code.ToString(), sentence, hint))) { Reason = HeaderText(sentence) };
    }

    /// <summary>A profile may be called anything; a status line holds one line of printable ASCII.</summary>
    private static string HeaderText(string text) => string.Create(Math.Min(text.Length, 400), text, (line, all) =>
    {
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = all[i] is >= ' ' and <= '~' ? all[i] : '?';
        }
    });
}
