namespace RoleAssist.Core.Endpoints;

/// <summary>A service that RoleAssist calls, or one way of calling it where the ways have endpoints of their own.</summary>
public sealed class AwsService
{
    private readonly Func<EndpointRequest, ServiceEndpoint> _rules;

    private AwsService(string key, Func<EndpointRequest, ServiceEndpoint> rules) => (Key, _rules) = (key, rules);

    public static AwsService Sts { get; } = new("sts", EndpointRules.Sts);

    /// <summary>The portal of IAM Identity Center, which hands out the credentials.</summary>
    public static AwsService Sso { get; } = new("sso", EndpointRules.Sso);

    /// <summary>The token service of IAM Identity Center.</summary>
    public static AwsService SsoOidc { get; } = new("sso_oidc", EndpointRules.SsoOidc);

    /// <summary>AWS Sign-In, for whoever has no credentials yet.</summary>
    public static AwsService Signin { get; } = new("signin", EndpointRules.Signin);

    /// <summary>AWS Sign-In, for its own administration.</summary>
    public static AwsService SigninControlPlane { get; } = new("signin", EndpointRules.SigninControlPlane);

    /// <summary>AWS Sign-In, as an OAuth server for whoever has credentials.</summary>
    public static AwsService SigninOAuth { get; } = new("signin", EndpointRules.SigninOAuth);

    /// <summary>
    /// The service's id as the AWS files write it
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html).
    /// </summary>
    public string Key { get; }

    public ServiceEndpoint Resolve(EndpointRequest request) => _rules(request);
}
