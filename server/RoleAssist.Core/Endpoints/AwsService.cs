namespace RoleAssist.Core.Endpoints;

/// <summary>A service that RoleAssist calls, or one of its APIs if they have separate endpoints.</summary>
public sealed class AwsService
{
    private readonly Func<EndpointRequest, ServiceEndpoint> _rules;

    private AwsService(string key, Func<EndpointRequest, ServiceEndpoint> rules) => (Key, _rules) = (key, rules);

    public static AwsService Sts { get; } = new("sts", EndpointRules.Sts);

    /// <summary>Gets Identity and Access Management, of which each partition has one.</summary>
    public static AwsService Iam { get; } = new("iam", EndpointRules.Iam);

    /// <summary>Gets Organizations, of which each partition has one.</summary>
    public static AwsService Organizations { get; } = new("organizations", EndpointRules.Organizations);

    /// <summary>Gets EC2, which knows the regions of an account.</summary>
    public static AwsService Ec2 { get; } = new("ec2", EndpointRules.Ec2);

    /// <summary>Gets the portal of IAM Identity Center, which returns credentials.</summary>
    public static AwsService Sso { get; } = new("sso", EndpointRules.Sso);

    /// <summary>Gets the token service of IAM Identity Center.</summary>
    public static AwsService SsoOidc { get; } = new("sso_oidc", EndpointRules.SsoOidc);

    /// <summary>Gets AWS Sign-In for callers without credentials.</summary>
    public static AwsService Signin { get; } = new("signin", EndpointRules.Signin);

    /// <summary>Gets the control plane of AWS Sign-In.</summary>
    public static AwsService SigninControlPlane { get; } = new("signin", EndpointRules.SigninControlPlane);

    /// <summary>Gets AWS Sign-In as an OAuth server for callers with credentials.</summary>
    public static AwsService SigninOAuth { get; } = new("signin", EndpointRules.SigninOAuth);

    /// <summary>
    /// Gets the service's ID in the AWS files
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html).
    /// </summary>
    public string Key { get; }

    public ServiceEndpoint Resolve(EndpointRequest request) => _rules(request);
}
