using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Delivers a session to a process as keys in its environment, for tools that support nothing else. The keys are valid
/// until the session expires.
/// </summary>
public static class EnvironmentDelivery
{
    /// <summary>The variables that hold the credentials.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        AwsVariables.AccessKeyId,
        AwsVariables.SecretAccessKey,
        AwsVariables.SessionToken,
        AwsVariables.CredentialExpiration,
    ];

    /// <summary>Returns whether an environment has a session with this delivery.</summary>
    internal static bool IsIn(ProcessEnvironment environment) =>
        Names.Where(name => name != AwsVariables.CredentialExpiration).All(name => environment[name] is not null)
        && environment[RoleAssistVariables.AccessKeyId] == environment[Names[0]];

    /// <summary>Returns the variables to set.</summary>
    public static IEnumerable<EnvironmentChange> GetVariables(Session session)
    {
        var credentials = session.Credentials;
        var expiration = credentials.Expiration is { } end ? IsoTime.Format(end) : null;
        string?[] values = [credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken, expiration];
        return
        [
            .. SessionVariables.Get(session),
            new(RoleAssistVariables.AccessKeyId, credentials.AccessKeyId),
            .. Names
                .Zip(values)
                .Where(pair => pair.Second is not null)
                .Select(pair => new EnvironmentChange(pair.First, pair.Second)),
        ];
    }
}
