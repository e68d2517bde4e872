using Microsoft.AspNetCore.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.Endpoint;

/// <summary>A response of the endpoint, ready to be sent.</summary>
/// <param name="Status">
/// The HTTP status. Errors that an immediate retry cannot resolve use 4xx: the AWS SDKs for Go, Java and Rust retry 5xx
/// for a long time, and the AWS SDK for JavaScript shows the body of 4xx only.
/// </param>
/// <param name="Body">The body, as JSON.</param>
internal sealed record EndpointResponse(int Status, byte[] Body)
{
    /// <summary>The lifetime reported for credentials with an unknown expiration, so that clients ask again.</summary>
    private static readonly TimeSpan UnknownLifetime = TimeSpan.FromHours(1);

    /// <summary>The reason phrase, which the AWS SDK for .NET shows instead of the body.</summary>
    public string? Reason { get; private init; }

    /// <summary>The time until which this response may be reused; null if it may not be.</summary>
    public DateTimeOffset? ReusableUntil { get; private init; }

    /// <summary>The session whose credentials the body contains, if any.</summary>
    public Session? HandedOut { get; private init; }

    /// <summary>Whether the session is being renewed, so that a retry may succeed in a moment.</summary>
    public bool IsPending => Status == StatusCodes.Status503ServiceUnavailable;

    /// <summary>
    /// The response for unknown paths and wrong tokens alike, so that it does not reveal which paths exist.
    /// </summary>
    public static EndpointResponse Unknown { get; } =
        Error(
            StatusCodes.Status404NotFound,
            ErrorCode.SessionNotFound,
            "no credentials are served here. The window or command that served them may have been closed",
            "Assume the role again and open a new terminal."
        );

    /// <summary>The response to a request of an agent's process that no roleassist sends.</summary>
    public static EndpointResponse Invalid { get; } =
        Error(
            StatusCodes.Status400BadRequest,
            ErrorCode.InvalidArgument,
            "the request for an agent is not one that roleassist sends"
        );

    /// <summary>Creates the response for a session at a given time.</summary>
    public static EndpointResponse Create(SessionEntry entry, DateTimeOffset now)
    {
        var session = $"the session of '{entry.Chain.Profile}'";
        return entry switch
        {
            { Issued: { } issued } when !issued.IsExpired(now) => issued.Credentials.IsTemporary
                ? Credentials(issued, now)
                : Failed(LongTermKeysError(entry.Chain.Profile)),
            _ when entry.IsBusy || entry.IsDueAt(now) => Error(
                StatusCodes.Status503ServiceUnavailable,
                ErrorCode.CredentialsExpired,
                $"{session} is being renewed; try again in a moment"
            ),
            { Fault.Code: ErrorCode.MfaRequired } => Error(
                StatusCodes.Status403Forbidden,
                ErrorCode.MfaRequired,
                $"{session} needs an MFA code; enter it in VS Code, or assume the role again"
            ),
            { Fault: { } fault } => Error(
                StatusCodes.Status403Forbidden,
                fault.Code,
                $"{session} has expired and could not be renewed: {fault.Message.TrimEnd('.')}",
                fault.Hint
            ),
            { IsOutdated: true } => Error(
                StatusCodes.Status403Forbidden,
                ErrorCode.CredentialsExpired,
                $"{session} has expired, and its profile has been edited since; assume it again"
            ),
            _ => Error(
                StatusCodes.Status403Forbidden,
                ErrorCode.CredentialsExpired,
                $"{session} has expired; assume the role again"
            ),
        };
    }

    /// <summary>Creates the response for a session that was issued for the request.</summary>
    public static EndpointResponse Of(Session session, DateTimeOffset now) =>
        session.Credentials.IsTemporary ? Credentials(session, now) : Failed(LongTermKeysError(session.Profile));

    /// <summary>The response while an agent's own session is being issued, or a person is asked.</summary>
    public static EndpointResponse AgentWaits { get; } =
        Error(
            StatusCodes.Status503ServiceUnavailable,
            ErrorCode.AgentNeedsApproval,
            "the session for this agent is not ready yet; try again in a moment"
        );

    /// <summary>The answer to a question that a person has answered with yes.</summary>
    public static EndpointResponse Allowed { get; } = new(StatusCodes.Status200OK, "{}"u8.ToArray());

    public static EndpointResponse Texts(IReadOnlyList<string> texts) =>
        new(StatusCodes.Status200OK, EndpointJson.Write(texts));

    /// <summary>Lists the sessions that other processes of this user may use, without secrets.</summary>
    public static EndpointResponse List(SessionsSnapshot snapshot) =>
        new(
            StatusCodes.Status200OK,
            EndpointJson.Write<IReadOnlyList<ListedSession>>([
                .. snapshot
                    .Entries.Where(entry => !entry.Chain.IsSandbox)
                    .Select(entry => entry.Issued)
                    .OfType<Session>()
                    .Where(session => !session.IsExpired(snapshot.Time))
                    .Select(session => new ListedSession(
                        SessionId.ForCredentials(session.Chain).Value,
                        session.Profile,
                        session.Account,
                        session.Arn,
                        session.Credentials.Expiration,
                        IsKept: false
                    )),
            ])
        );

    /// <summary>
    /// The error for long-term access keys. No chain resolves to them; this prevents them from being exposed if one
    /// ever does.
    /// </summary>
    public static RoleAssistException LongTermKeysError(string profile) =>
        new(
            ErrorCode.CredentialsInvalid,
            $"Profile '{profile}' resolved to long-term access keys, which RoleAssist never exposes."
        )
        {
            Profile = profile,
        };

    /// <summary>Gets the response for a session that has been ended.</summary>
    public static EndpointResponse Ended(string profile) =>
        Error(
            StatusCodes.Status410Gone,
            ErrorCode.SessionNotFound,
            $"the session of '{profile}' has been ended; assume the role again"
        );

    public static EndpointResponse Failed(RoleAssistException fault) =>
        Error(StatusCodes.Status403Forbidden, fault.Code, fault.Message.TrimEnd('.'), fault.Hint);

    private static EndpointResponse Credentials(Session session, DateTimeOffset now)
    {
        var credentials = session.Credentials;
        var roleArn = session.Chain.Steps is [.., AssumeRoleStep role] ? role.RoleArn : null;
        var expiration = credentials.Expiration ?? now + UnknownLifetime;
        return new EndpointResponse(
            StatusCodes.Status200OK,
            EndpointJson.Write(
                new ContainerCredentialsDocument(
                    credentials.AccessKeyId,
                    credentials.SecretAccessKey,
                    credentials.SessionToken!,
                    IsoTime.Format(expiration),
                    roleArn
                )
            )
        )
        {
            ReusableUntil = credentials.Expiration ?? now + (UnknownLifetime / 2),
            HandedOut = session,
        };
    }

    private static EndpointResponse Error(int status, ErrorCode code, string message, string? hint = null)
    {
        var sentence = $"RoleAssist: {message}.";
        return new EndpointResponse(status, EndpointJson.Write(new ErrorDocument(code.ToString(), sentence, hint)))
        {
            Reason = HeaderText(sentence),
        };
    }

    /// <summary>
    /// Replaces characters other than printable ASCII, which a profile name may contain but a status line must not.
    /// </summary>
    private static string HeaderText(string text) =>
        string.Create(
            Math.Min(text.Length, 400),
            text,
            (line, all) =>
            {
                for (var i = 0; i < line.Length; i++)
                {
                    line[i] = all[i] is >= ' ' and <= '~' ? all[i] : '?';
                }
            }
        );
}
