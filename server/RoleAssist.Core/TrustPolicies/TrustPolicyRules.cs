namespace RoleAssist.Core.TrustPolicies;

/// <summary>
/// The rules of trust policies, with the page that each comes from. Where none is named, it is the grammar of policies
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
/// </summary>
internal static class TrustPolicyRules
{
    private const string UserGuide = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

    /// <summary>The text is not JSON.</summary>
    public static TrustPolicyRule InvalidJson { get; } = Error(nameof(InvalidJson));

    /// <summary>An object repeats a name, so one of the values is ignored (RFC 8259, section 4).</summary>
    public static TrustPolicyRule DuplicateKey { get; } = Error(nameof(DuplicateKey));

    /// <summary>No version, or the one from 2008, in which policy variables are plain text.</summary>
    public static TrustPolicyRule OldVersion { get; } =
        Hint(nameof(OldVersion), UserGuide + "reference_policies_elements_version.html");

    /// <summary>A version that does not exist.</summary>
    public static TrustPolicyRule UnknownVersion { get; } = Error(nameof(UnknownVersion));

    /// <summary>An element that policies do not have.</summary>
    public static TrustPolicyRule UnknownElement { get; } = Error(nameof(UnknownElement));

    /// <summary>An element that is required.</summary>
    public static TrustPolicyRule MissingElement { get; } = Error(nameof(MissingElement));

    /// <summary>An element with a value of the wrong kind.</summary>
    public static TrustPolicyRule InvalidElement { get; } = Error(nameof(InvalidElement));

    /// <summary>A trust policy belongs to its role and names no resource.</summary>
    public static TrustPolicyRule ResourceInTrustPolicy { get; } = Error(nameof(ResourceInTrustPolicy));

    /// <summary>Everybody but the named.</summary>
    public static TrustPolicyRule NotPrincipalInAllow { get; } =
        Error(nameof(NotPrincipalInAllow), UserGuide + "reference_policies_elements_notprincipal.html");

    /// <summary>Everybody, in every account.</summary>
    public static TrustPolicyRule AnyPrincipal { get; } = Error(nameof(AnyPrincipal));

    /// <summary>Everybody that fits the conditions.</summary>
    public static TrustPolicyRule AnyPrincipalLimited { get; } = Hint(nameof(AnyPrincipalLimited));

    /// <summary>A wildcard in a principal, which stands for itself.</summary>
    public static TrustPolicyRule PrincipalWildcard { get; } =
        Error(nameof(PrincipalWildcard), UserGuide + "reference_policies_elements_principal.html");

    /// <summary>A principal that cannot exist.</summary>
    public static TrustPolicyRule InvalidPrincipal { get; } = Error(nameof(InvalidPrincipal));

    /// <summary>The ID of a user or role, which IAM shows in place of the ARN after it was deleted.</summary>
    public static TrustPolicyRule DeletedPrincipal { get; } = Error(nameof(DeletedPrincipal));

    /// <summary>A whole account without a further condition.</summary>
    public static TrustPolicyRule WholeAccount { get; } = Hint(nameof(WholeAccount));

    /// <summary>A partition that does not exist, or several in one policy: no role is trusted across partitions.</summary>
    public static TrustPolicyRule WrongPartition { get; } = Error(nameof(WrongPartition));

    /// <summary>A URL where an issuer is expected without scheme.</summary>
    public static TrustPolicyRule ProviderUrl { get; } = Error(nameof(ProviderUrl));

    /// <summary>A service without the condition for whom it acts.</summary>
    public static TrustPolicyRule ServiceWithoutSource { get; } =
        Hint(nameof(ServiceWithoutSource), UserGuide + "confused-deputy.html");

    /// <summary>An action of STS that does not exist, or that no trust policy takes.</summary>
    public static TrustPolicyRule UnknownAction { get; } = Error(nameof(UnknownAction));

    /// <summary>An action with a wildcard.</summary>
    public static TrustPolicyRule WildcardAction { get; } = Error(nameof(WildcardAction));

    /// <summary>Everything but the named actions.</summary>
    public static TrustPolicyRule NotActionInAllow { get; } = Error(nameof(NotActionInAllow));

    /// <summary>An action that this kind of principal does not call.</summary>
    public static TrustPolicyRule ActionMismatch { get; } =
        Error(nameof(ActionMismatch), "https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html");

    /// <summary>Conditions on the session's tags without the permission to pass any.</summary>
    public static TrustPolicyRule MissingTagSession { get; } =
        Error(nameof(MissingTagSession), UserGuide + "id_session-tags.html#id_session-tags_permissions-required");

    /// <summary>Conditions on the caller's tags, which a chained session only keeps if tags may be passed.</summary>
    public static TrustPolicyRule PrincipalTagWithoutTagSession { get; } = Hint(nameof(PrincipalTagWithoutTagSession));

    /// <summary>An operator that does not exist.</summary>
    public static TrustPolicyRule UnknownOperator { get; } =
        Error(nameof(UnknownOperator), UserGuide + "reference_policies_elements_condition_operators.html");

    /// <summary>A value that its operator cannot compare, or none.</summary>
    public static TrustPolicyRule InvalidValue { get; } =
        Error(nameof(InvalidValue), UserGuide + "reference_policies_elements_condition_operators.html");

    /// <summary>A condition that only callers without MFA fulfil.</summary>
    public static TrustPolicyRule MfaKeptOut { get; } =
        Error(nameof(MfaKeptOut), UserGuide + "id_credentials_mfa_configure-api-require.html");

    /// <summary>No condition on the audience of a SAML assertion.</summary>
    public static TrustPolicyRule MissingSamlAudience { get; } =
        Hint(nameof(MissingSamlAudience), UserGuide + "id_roles_providers_create_saml.html");

    /// <summary>A condition key that does not exist, probably a misspelled one.</summary>
    public static TrustPolicyRule UnknownKey { get; } =
        Error(nameof(UnknownKey), UserGuide + "reference_policies_condition-keys.html");

    /// <summary>Unusual case, which IAM ignores in keys but people who search for them do not.</summary>
    public static TrustPolicyRule UnusualCase { get; } =
        Hint(nameof(UnusualCase), UserGuide + "reference_policies_elements_condition.html");

    /// <summary>A claim of another provider than the trusted one.</summary>
    public static TrustPolicyRule ForeignKey { get; } = Error(nameof(ForeignKey));

    /// <summary>An operator that is true if the request does not have the key.</summary>
    public static TrustPolicyRule ForAllValuesInAllow { get; } =
        Error(
            nameof(ForAllValuesInAllow),
            UserGuide + "reference_policies_condition-single-vs-multi-valued-context-keys.html"
        );

    /// <summary>A condition that decides who gets in, and holds for requests without its key.</summary>
    public static TrustPolicyRule OptionalCondition { get; } = Error(nameof(OptionalCondition));

    /// <summary>No condition on the audience.</summary>
    public static TrustPolicyRule MissingAudience { get; } =
        Error(nameof(MissingAudience), UserGuide + "id_roles_create_for-idp_oidc.html");

    /// <summary>An audience with a wildcard.</summary>
    public static TrustPolicyRule AnyAudience { get; } = Error(nameof(AnyAudience));

    /// <summary>An audience that the provider's tokens do not have.</summary>
    public static TrustPolicyRule WrongAudience { get; } = Error(nameof(WrongAudience));

    /// <summary>No condition on the subject: everybody who uses the provider is trusted.</summary>
    public static TrustPolicyRule MissingSubject { get; } =
        Error(nameof(MissingSubject), UserGuide + "id_roles_providers_oidc_secure-by-default.html");

    /// <summary>A subject that begins with a wildcard.</summary>
    public static TrustPolicyRule AnySubject { get; } = Error(nameof(AnySubject));

    /// <summary>A subject that stands for all repositories of an owner, or the like.</summary>
    public static TrustPolicyRule BroadSubject { get; } = Error(nameof(BroadSubject));

    /// <summary>
    /// A wildcard inside a name: it matches other names that begin alike, and goes on over separators.
    /// </summary>
    public static TrustPolicyRule OpenWildcard { get; } = Error(nameof(OpenWildcard));

    /// <summary>A wildcard for an operator that compares it as plain text.</summary>
    public static TrustPolicyRule LiteralWildcard { get; } = Error(nameof(LiteralWildcard));

    /// <summary>An operator for wildcards with a value that has none.</summary>
    public static TrustPolicyRule LikeWithoutWildcard { get; } = Hint(nameof(LikeWithoutWildcard));

    /// <summary>A subject that the provider's tokens never have.</summary>
    public static TrustPolicyRule SubjectForm { get; } = Error(nameof(SubjectForm));

    /// <summary>An environment and a ref: with an environment GitHub leaves out the ref.</summary>
    public static TrustPolicyRule EnvironmentAndRef { get; } =
        Error(
            nameof(EnvironmentAndRef),
            "https://docs.github.com/actions/reference/security/oidc#example-subject-claims"
        );

    /// <summary>All branches, tags, environments and pull requests of a repository.</summary>
    public static TrustPolicyRule WholeRepository { get; } = Hint(nameof(WholeRepository));

    /// <summary>Pull requests, whose code nobody has reviewed.</summary>
    public static TrustPolicyRule PullRequestSubject { get; } = Hint(nameof(PullRequestSubject));

    /// <summary>
    /// A subject without IDs, which repositories that are new, renamed or opted in since 2026-07-15 do not send.
    /// </summary>
    public static TrustPolicyRule LegacySubject { get; } =
        Hint(
            nameof(LegacySubject),
            "https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/"
        );

    /// <summary>Both forms of a subject, of which a repository sends one.</summary>
    public static TrustPolicyRule BothSubjectForms { get; } = Hint(nameof(BothSubjectForms));

    /// <summary>A step of a Bitbucket pipeline, whose ID changes with every run.</summary>
    public static TrustPolicyRule StepInSubject { get; } =
        Error(
            nameof(StepInSubject),
            "https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/"
        );

    /// <summary>
    /// The thumbprints of a provider, which IAM no longer needs for certificates of public authorities.
    /// </summary>
    public static TrustPolicyRule Thumbprints { get; } =
        Hint(nameof(Thumbprints), UserGuide + "id_roles_providers_create_oidc_verify-thumbprint.html");

    private static TrustPolicyRule Error(string code, string? page = null) => new(code, FindingSeverity.Error, page);

    private static TrustPolicyRule Hint(string code, string? page = null) => new(code, FindingSeverity.Hint, page);
}
