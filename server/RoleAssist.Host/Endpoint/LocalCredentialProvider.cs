using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Endpoint;

/// <summary>Gets what a running RoleAssist of this user has, over its local socket, and everything else as ever.</summary>
internal sealed class LocalCredentialProvider(ICredentialProvider others) : ICredentialProvider
{
    public async Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken)
    {
        if (source is not ContainerSource { Url: { Scheme: ContainerSource.LocalScheme } url })
        {
            return await others.GetAsync(source, cancellationToken).ConfigureAwait(false);
        }

        var address = LocalAddress.Parse(url.OriginalString) ?? throw new RoleAssistException(
            ErrorCode.InvalidArgument, "The address of the credentials is not one of RoleAssist's.", "Open a new terminal with the role.");
        var served = await EndpointClient.GetCredentialsAsync(address, cancellationToken).ConfigureAwait(false);
        return new AwsCredentials(
            served.AccessKeyId, served.SecretAccessKey, served.Token, IsoTime.Parse(served.Expiration));
    }
}
