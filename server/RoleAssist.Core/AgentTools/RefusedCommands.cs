using System.IO.Enumeration;

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
    /// The operations of a service, separated by blanks; <c>*</c> stands for any part of a name.
    /// </summary>
    private static readonly Dictionary<string, (string Operations, string Reason)[]> Commands = new(
        StringComparer.Ordinal
    )
    {
        ["acm"] = [("export-certificate", Secret)],
        ["amplify"] = [("get-artifact-url", Secret)],
        ["amplifybackend"] = [("create-token get-token get-backend-auth", Secret)],
        ["amplifyuibuilder"] = [("exchange-code-for-token refresh-token", Secret)],
        ["apigateway"] = [("create-api-key", Secret)],
        ["appstream"] = [("create-*-url", Secret)],
        ["appsync"] = [("create-api-key list-api-keys update-api-key", Secret)],
        ["artifact"] = [("get-report get-term-for-report", Secret)],
        ["athena"] = [("create-presigned-notebook-url get-session-endpoint", Secret)],
        ["auditmanager"] = [("get-*-url", Secret)],
        ["bedrock-agentcore"] = [("get-resource-* get-workload-access-token*", Secret)],
        ["cli-dev"] = [("*", Local)],
        ["cloudformation"] = [("package deploy", "it uploads whatever files the template names.")],
        ["cloudfront"] = [("sign", Secret)],
        ["codeartifact"] = [("login", Local), ("get-authorization-token", Secret)],
        ["codebuild"] = [("start-sandbox-connection", Local)],
        ["codecatalyst"] = [("start-dev-environment-session", Local), ("create-access-token", Secret)],
        ["codecommit"] = [("credential-helper", Secret)],
        ["codeguru-security"] = [("create-upload-url", Secret)],
        ["codepipeline"] = [("get-*job-details poll-for-*jobs", Secret)],
        ["cognito-identity"] = [("get-credentials-for-identity get-open-id-token*", Secret)],
        ["cognito-idp"] =
        [
            (
                "*initiate-auth *respond-to-auth-challenge get-tokens* associate-software-token create-user-pool-client describe-user-pool-client update-user-pool-client *-user-pool-client-secret* *-user-import-job*",
                Secret
            ),
        ],
        ["configure"] = [("*", SignsIn)],
        ["connect"] = [("get-federation-token", Secret)],
        ["connectparticipant"] = [("create-participant-connection get-authentication-url", Secret)],
        ["datazone"] = [("get-environment-credentials get-iam-portal-login-url", Secret)],
        ["deadline"] = [("assume-*", Secret)],
        ["deploy"] = [("push register deregister install uninstall", Local)],
        ["devicefarm"] = [("create-test-grid-url create-remote-access-session", Secret)],
        ["dsql"] = [("generate-*", Secret)],
        ["ec2"] = [("get-password-data create-key-pair get-console-*", Secret)],
        ["ec2-instance-connect"] = [("*", Local)],
        ["ecr"] = [("get-login get-login-password get-authorization-token", Secret)],
        ["ecr-public"] = [("get-login-password get-authorization-token", Secret)],
        ["ecs"] = [("execute-command deploy", Local)],
        ["eks"] = [("get-token", Secret), ("update-kubeconfig", Local)],
        ["eks-auth"] = [("*", Secret)],
        ["emr"] = [("ssh socks get put get-cluster-session-credentials", Local), ("get-*-presigned-url", Secret)],
        ["emr-containers"] = [("get-managed-endpoint-session-credentials", Secret)],
        ["emr-serverless"] = [("get-session-endpoint get-dashboard-for-job-run", Secret)],
        ["finspace"] = [("get-kx-connection-string", Secret)],
        ["finspace-data"] =
        [
            ("get-programmatic-access-credentials get-external-data-view-access-details reset-user-password", Secret),
        ],
        ["gamelift"] =
        [
            ("upload-build get-game-session-log", Local),
            (
                "create-build get-compute-auth-token get-compute-access get-game-session-log-url get-instance-access get-player-connection-details request-upload-credentials",
                Secret
            ),
        ],
        ["grafana"] = [("create-workspace-api-key create-workspace-service-account-token", Secret)],
        ["greengrassv2"] = [("get-component-version-artifact", Secret)],
        ["groundstation"] = [("get-agent-task-response-url", Secret)],
        ["history"] = [("*", Local)],
        ["iam"] =
        [
            (
                "create-access-key create-service-specific-credential reset-service-specific-credential create-virtual-mfa-device",
                Secret
            ),
        ],
        ["iot"] = [("create-keys-and-certificate create-provisioning-claim", Secret)],
        ["iot-managed-integrations"] = [("create-provisioning-profile", Secret)],
        ["iotsecuretunneling"] = [("open-tunnel rotate-tunnel-access-token", Secret)],
        ["ivs"] = [("*-stream-key create-channel", Secret)],
        ["ivs-realtime"] = [("create-participant-token create-stage *-ingest-configuration", Secret)],
        ["ivschat"] = [("create-chat-token", Secret)],
        ["kinesis-video-archived-media"] = [("get-*-url", Secret)],
        ["kinesis-video-signaling"] = [("get-ice-server-config", Secret)],
        ["kinesisanalyticsv2"] = [("create-application-presigned-url", Secret)],
        ["kms"] = [("decrypt generate-data-key* generate-random derive-shared-secret", Secret)],
        ["lakeformation"] = [("get-temporary-* assume-decorated-*", Secret)],
        ["lexv2-models"] = [("create-upload-url get-test-execution-artifacts-url", Secret)],
        ["license-manager"] = [("checkout-* create-token get-access-token", Secret)],
        ["lightsail"] =
        [
            (
                "create-key-pair download-default-key-pair get-instance-access-details get-relational-database-master-* create-bucket-access-key create-container-service-registry-login create-gui-session-access-details",
                Secret
            ),
            ("push-container-image", Local),
        ],
        ["location"] = [("create-key describe-key", Secret)],
        ["login"] = [("*", SignsIn)],
        ["logout"] = [("*", SignsIn)],
        ["m2"] = [("get-signed-*", Secret)],
        ["managedblockchain"] = [("create-accessor get-accessor", Secret)],
        ["mediapackage"] = [("rotate-*-credentials", Secret)],
        ["mturk"] = [("get-file-upload-url", Secret)],
        ["mwaa"] = [("create-cli-token create-web-login-token", Secret)],
        ["nimble"] = [("*-streaming-session-stream", Secret)],
        ["opsworks"] = [("register", Local), ("grant-access", Secret)],
        ["payment-cryptography"] = [("export-key get-parameters-for-*", Secret)],
        ["payment-cryptography-data"] = [("decrypt-data generate-* translate-*", Secret)],
        ["pca-connector-scep"] = [("create-challenge get-challenge-password", Secret)],
        ["pcs"] = [("register-compute-node-group-instance", Secret)],
        ["qapps"] = [("create-presigned-url", Secret)],
        ["qbusiness"] = [("create-anonymous-web-experience-url get-document-content", Secret)],
        ["qconnect"] = [("start-*-upload", Secret)],
        ["quicksight"] = [("generate-embed-url-* get-*-embed-url describe-asset-bundle-export-job", Secret)],
        ["rds"] = [("generate-db-auth-token", Secret)],
        ["redshift"] = [("get-cluster-credentials* get-identity-center-auth-token", Secret)],
        ["redshift-serverless"] = [("get-credentials get-identity-center-auth-token", Secret)],
        ["rolesanywhere"] = [("create-session", Secret)],
        ["route53domains"] = [("retrieve-domain-auth-code transfer-domain-to-another-aws-account", Secret)],
        ["route53globalresolver"] = [("create-access-token get-access-token", Secret)],
        ["s3"] = [("presign", Secret)],
        ["s3api"] = [("create-session", Secret)],
        ["s3control"] = [("get-data-access", Secret)],
        ["sagemaker"] =
        [
            ("create-presigned-* create-*-presigned-url create-*-presigned-urls", Secret),
            ("start-session", Local),
        ],
        ["secretsmanager"] = [("get-secret-value batch-get-secret-value get-random-password", Secret)],
        ["security-ir"] = [("get-*-url", Secret)],
        ["servicecatalog"] = [("generate", "it uploads files.")],
        ["signin"] = [("*", Secret)],
        ["snowball"] = [("get-job-manifest get-job-unlock-code", Secret)],
        ["ssm"] = [("start-session resume-session", Local), ("create-activation get-access-token", Secret)],
        ["sso"] = [("*", SignsIn)],
        ["sso-oidc"] = [("*", SignsIn)],
        ["storagegateway"] = [("describe-chap-credentials", Secret)],
        ["taxsettings"] = [("get-tax-registration-document", Secret)],
        ["wafv2"] = [("create-api-key list-api-keys get-decrypted-api-key generate-mobile-sdk-release-url", Secret)],
        ["wickr"] = [("*-oidc-config *-opentdf-config get-oidc-info create-data-retention-bot-challenge", Secret)],
        ["wisdom"] = [("start-content-upload", Secret)],
        ["wizard"] = [("*", Local)],
        ["workdocs"] = [("initiate-document-version-upload get-document-version", Secret)],
        ["workmail"] = [("assume-impersonation-role", Secret)],
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
        FileSystemName.MatchesSimpleExpression(name, operation, ignoreCase: false);
}
