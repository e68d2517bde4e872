using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.Process;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Aws;

/// <summary>Gets credentials from a credential source, using the reader for its kind.</summary>
public sealed class CredentialProvider(
    ProcessEnvironment environment,
    RoleSessionNames names,
    AwsHttpClients http,
    MetadataHttpClients metadataHttp,
    RetryPolicy retries,
    SkewCorrectedTime time,
    VaultKeys vault,
    SsoTokens ssoTokens,
    LoginCache logins
) : ICredentialProvider
{
    private readonly ProcessCredentials _process = new(environment, time);
    private readonly WebIdentityCredentials _webIdentity = new(http, retries, names, time);
    private readonly SsoCredentials _sso = new(
        ssoTokens,
        new SsoOidc(http, retries, time),
        new SsoPortal(http, retries),
        time
    );
    private readonly LoginCredentials _login = new(logins, new SigninService(http, retries, time), time);
    private readonly ContainerCredentials _container = new(metadataHttp, retries);
    private readonly InstanceMetadataCredentials _instance = new(metadataHttp, retries);

    public Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken) =>
        source switch
        {
            KeySource keys => Task.FromResult(keys.Credentials),
            VaultSource key => FromVaultAsync(key, cancellationToken),
            ProcessSource process => _process.GetAsync(process, cancellationToken),
            WebIdentitySource web => _webIdentity.GetAsync(web, cancellationToken),
            SsoSource sso => LiveAsync(sso.Profile, _sso.GetAsync(sso, cancellationToken)),
            ContainerSource container => LiveAsync(
                container.Profile,
                _container.GetAsync(container, cancellationToken)
            ),
            InstanceMetadataSource instance => _instance.GetAsync(instance, cancellationToken),
            LoginSource login => _login.GetAsync(login, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(
                nameof(source),
                source.Kind,
                "Unknown kind of credential source."
            ),
        };

    private async Task<AwsCredentials> FromVaultAsync(VaultSource source, CancellationToken cancellationToken)
    {
        try
        {
            using var key = await vault.GetAsync(source.Key, cancellationToken).ConfigureAwait(false);
            return key.Current.ToCredentials() with { AccountId = Arn.AccountOf(key.User) ?? source.AccountId };
        }
        catch (RoleAssistException fault)
        {
            throw fault.ForProfile(source.Profile ?? source.Key.ToString());
        }
    }

    /// <summary>
    /// Rejects expired credentials. Instance metadata is the exception: AWS' SDKs keep using what it serves
    /// while it cannot renew them.
    /// </summary>
    private async Task<AwsCredentials> LiveAsync(string? profile, Task<AwsCredentials> fetched)
    {
        var credentials = await fetched.ConfigureAwait(false);
        return credentials.Expiration is not { } end || end > time.GetUtcNow()
            ? credentials
            : throw new RoleAssistException(
                ErrorCode.CredentialsExpired,
                $"{(profile is null ? "The source" : $"The source of profile '{profile}'")} returned credentials that "
                    + $"expired at {IsoTime.Format(end)}.",
                "Check this machine's clock and the service that provides the credentials, then try again."
            )
            {
                Profile = profile,
            };
    }
}
