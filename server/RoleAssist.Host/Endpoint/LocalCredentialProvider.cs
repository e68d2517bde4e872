using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Gets the credentials at local addresses from this user's running RoleAssist, and delegates all other sources.
/// </summary>
internal sealed class LocalCredentialProvider(ICredentialProvider inner) : ICredentialProvider
{
    public async Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken)
    {
        if (source is not ContainerSource { Url: { Scheme: ContainerSource.LocalScheme } url })
        {
            return await inner.GetAsync(source, cancellationToken).ConfigureAwait(false);
        }

        var address =
            LocalAddress.Parse(url.OriginalString)
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The credential address is not a RoleAssist address.",
                "Open a new terminal with the role."
            );
        var served = await EndpointClient.GetCredentialsAsync(address, cancellationToken).ConfigureAwait(false);
        return new AwsCredentials(
            served.AccessKeyId,
            served.SecretAccessKey,
            served.Token,
            IsoTime.Parse(served.Expiration)
        );
    }
}
