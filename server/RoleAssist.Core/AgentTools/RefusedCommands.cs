namespace RoleAssist.Core.AgentTools;

/// <summary>
/// The commands of the AWS CLI that an agent may not run, whatever its policy allows: they print a credential or another
/// secret, change who the user is, or do something on this machine. The list is no border: what it misses, the session
/// policy denies, or the redactor removes from the output.
/// </summary>
internal static class RefusedCommands
{
    public const string Hint = "If this is what is needed, ask the user to run it in a terminal of their own.";

    private const string Secret = "it prints a credential or another secret.";
    private const string SignsIn = "it signs in, or changes whose credentials are used.";
    private const string Local = "it starts a program, opens a connection or changes settings on this machine.";

    /// <summary>STS issues credentials; these operations only tell about them.</summary>
    private static readonly string[] Sts =
    [
        "get-caller-identity",
        "decode-authorization-message",
        "get-access-key-info",
    ];

    /// <summary>
    /// The operations of a service, separated by blanks; <c>*</c> stands for the rest of a name, or for all of them.
    /// </summary>
    private static readonly Dictionary<string, (string Operations, string Reason)[]> Commands = new(
        StringComparer.Ordinal
    )
    {
        ["amplifyuibuilder"] = [("exchange-code-for-token refresh-token", Secret)],
        ["acm"] = [("export-certificate", Secret)],
        ["athena"] = [("create-presigned-notebook-url get-session-endpoint", Secret)],
        ["bedrock-agentcore"] = [("get-resource-* get-workload-access-token*", Secret)],
        ["cli-dev"] = [("*", Local)],
        ["cloudformation"] = [("package deploy", "it uploads whatever files the template names.")],
        ["cloudfront"] = [("sign", Secret)],
        ["codeartifact"] = [("login", Local), ("get-authorization-token", Secret)],
        ["codecommit"] = [("credential-helper", Secret)],
        ["cognito-identity"] = [("get-credentials-for-identity get-open-id-token*", Secret)],
        ["cognito-idp"] = [("initiate-auth admin-initiate-auth *respond-to-auth-challenge get-tokens*", Secret)],
        ["configure"] = [("*", SignsIn)],
        ["connect"] = [("get-federation-token", Secret)],
        ["deploy"] = [("push register deregister install uninstall", Local)],
        ["dsql"] = [("generate-*", Secret)],
        ["ec2"] = [("get-password-data create-key-pair get-console-*", Secret)],
        ["ec2-instance-connect"] = [("*", Local)],
        ["ecr"] = [("get-login get-login-password get-authorization-token", Secret)],
        ["ecr-public"] = [("get-login-password get-authorization-token", Secret)],
        ["ecs"] = [("execute-command deploy", Local)],
        ["eks"] = [("get-token", Secret), ("update-kubeconfig", Local)],
        ["eks-auth"] = [("*", Secret)],
        ["emr"] = [("ssh socks get put get-cluster-session-credentials", Local)],
        ["gamelift"] =
        [
            ("upload-build get-game-session-log", Local),
            ("get-compute-auth-token get-compute-access request-upload-credentials", Secret),
        ],
        ["history"] = [("*", Local)],
        ["iam"] =
        [
            (
                "create-access-key create-service-specific-credential reset-service-specific-credential create-virtual-mfa-device",
                Secret
            ),
        ],
        ["kms"] = [("decrypt generate-data-key* generate-random derive-shared-secret", Secret)],
        ["lakeformation"] = [("get-temporary-* assume-decorated-*", Secret)],
        ["lightsail"] =
        [
            (
                "create-key-pair download-default-key-pair get-instance-access-details get-relational-database-master-* create-bucket-access-key create-container-service-registry-login",
                Secret
            ),
            ("push-container-image", Local),
        ],
        ["login"] = [("*", SignsIn)],
        ["logout"] = [("*", SignsIn)],
        ["opsworks"] = [("register", Local), ("grant-access", Secret)],
        ["rds"] = [("generate-db-auth-token", Secret)],
        ["redshift"] = [("get-cluster-credentials* get-identity-center-auth-token", Secret)],
        ["redshift-serverless"] = [("get-credentials get-identity-center-auth-token", Secret)],
        ["rolesanywhere"] = [("create-session", Secret)],
        ["s3"] = [("presign", Secret)],
        ["s3api"] = [("create-session", Secret)],
        ["s3control"] = [("get-data-access", Secret)],
        ["secretsmanager"] = [("get-secret-value batch-get-secret-value get-random-password", Secret)],
        ["signin"] = [("*", Secret)],
        ["ssm"] = [("start-session resume-session", Local), ("get-access-token", Secret)],
        ["sso"] = [("*", SignsIn)],
        ["sso-oidc"] = [("*", SignsIn)],
        ["wizard"] = [("*", Local)],
        ["workspaces-instances"] = [("get-*-token", Secret)],
    };

    /// <summary>Returns why a command is refused, as a sentence; null if it is not.</summary>
    public static string? ReasonFor(string service, string operation)
    {
        if (service == "sts")
        {
            return Sts.Contains(operation) || operation == "help" ? null : Secret;
        }

        return Commands.TryGetValue(service, out var refused)
            ? Array.Find(refused, some => some.Operations.Split(' ').Any(name => Matches(operation, name))).Reason
            : null;
    }

    private static bool Matches(string operation, string name) =>
        name.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star
            ? operation.StartsWith(name[..star], StringComparison.Ordinal)
                && operation.EndsWith(name[(star + 1)..], StringComparison.Ordinal)
                && operation.Length >= name.Length - 1
            : operation == name;
}
