using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>The principal that signed a request: a user with a long-term key, or a session.</summary>
internal sealed record Caller(
    string Account,
    string Arn,
    string UserId,
    string PrincipalArn,
    User? User,
    Session? Session
)
{
    /// <summary>Everything by which a trust policy can name the caller.</summary>
    public IReadOnlyList<Principal> Principals =>
        [
            .. new[] { PrincipalArn, Arn, Account, $"arn:aws:iam::{Account}:root", Principal.Everyone }.Select(
                id => new Principal(Principal.Aws, id)
            ),
        ];

    public static Caller Create(User user, Session? session) =>
        new(user.Account, user.Arn, user.UserId, user.Arn, user, session);

    /// <summary>Creates the caller of a session of GetFederationToken, which belongs to a user but is none.</summary>
    public static Caller CreateFederated(User user, Session session) =>
        new(
            user.Account,
            $"arn:aws:sts::{user.Account}:federated-user/{session.FederatedName}",
            $"{user.Account}:{session.FederatedName}",
            user.Arn,
            User: null,
            session
        );

    public static Caller Create(Role role, Session session) =>
        new(
            role.Account,
            $"arn:aws:sts::{role.Account}:assumed-role/{role.Name}/{session.RoleSessionName}",
            $"{role.RoleId}:{session.RoleSessionName}",
            role.Arn,
            User: null,
            session
        );
}
