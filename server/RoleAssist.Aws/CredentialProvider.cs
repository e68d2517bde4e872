using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.Process;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws;

/// <summary>Leads each kind of source to what reads it.</summary>
public sealed class CredentialProvider(
    ProcessEnvironment environment,
    RoleSessionNames names,
    AwsHttpClients http,
    MetadataHttpClients metadataHttp,
    RetryPolicy retries,
    TimeProvider time) : ICredentialProvider
{
    private readonly ProcessCredentials _process = new(environment, time);
    private readonly WebIdentityCredentials _webIdentity = new(http, retries, names);
    private readonly SsoCredentials _sso = new(new SsoTokenCache(environment, time), new SsoOidc(http, retries, time), new SsoPortal(http, retries), time);
    private readonly ContainerCredentials _container = new(metadataHttp, retries);
    private readonly InstanceMetadataCredentials _instance = new(metadataHttp, retries);

    public Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken) => source switch
    {
        KeySource keys => Task.FromResult(keys.Credentials),
        ProcessSource process => _process.GetAsync(process, cancellationToken),
        WebIdentitySource web => _webIdentity.GetAsync(web, cancellationToken),
        SsoSource sso => _sso.GetAsync(sso, cancellationToken),
        ContainerSource container => _container.GetAsync(container, cancellationToken),
        InstanceMetadataSource instance => _instance.GetAsync(instance, cancellationToken),
        LoginSource login => throw LeftToTheCli(login),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source.Kind, "There is a new kind of source."),
    };

    /// <summary>AWS' own advice for programs that know no console logins (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html).</summary>
    private static RoleAssistException LeftToTheCli(LoginSource login) => new(
        ErrorCode.CredentialSourceUnsupported,
        $"Profile '{login.Profile}' gets its credentials from a console login, which RoleAssist leaves to the AWS CLI.",
        $"Log in with `aws login --profile {login.Profile}`, and use a profile with the line "
        + $"`credential_process = aws configure export-credentials --profile {login.Profile} --format process`.")
    { Profile = login.Profile };
}
