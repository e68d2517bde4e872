using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Hands a session to a process through its environment: the keys themselves, for tools that know nothing else. They are
/// good until the session ends.
/// </summary>
public static class EnvironmentDelivery
{
    /// <summary>The variables that hold the credentials.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey, AwsVariables.SessionToken, AwsVariables.CredentialExpiration];

    /// <summary>Whether an environment has a session in this way.</summary>
    internal static bool IsIn(ProcessEnvironment environment) =>
        Names.Where(name => name != AwsVariables.CredentialExpiration).All(name => environment[name] is not null) && environment[RoleAssistVariables.AccessKeyId] == environment[Names[0]];

    /// <summary>What it sets, to be laid over an environment.</summary>
    public static IEnumerable<EnvironmentChange> Of(Session session)
    {
        var credentials = session.Credentials;
        var expiration = credentials.Expiration is { } end ? IsoTime.Format(end) : null;
        string?[] values = [credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken, expiration];
        return
        [
            .. SessionVariables.Of(session),
            new(RoleAssistVariables.AccessKeyId, credentials.AccessKeyId),
            .. Names.Zip(values).Where(pair => pair.Second is not null).Select(pair => new EnvironmentChange(pair.First, pair.Second)),
        ];
    }
}
