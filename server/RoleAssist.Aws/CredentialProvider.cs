using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws;

/// <summary>Leads each kind of source to what reads it.</summary>
public sealed class CredentialProvider : ICredentialProvider
{
    public Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken) => source switch
    {
        KeySource keys => Task.FromResult(keys.Credentials),
        _ => throw new RoleAssistException(
            ErrorCode.CredentialSourceUnsupported,
            $"Profile '{source.Profile}' gets its credentials in a way that RoleAssist cannot use yet.",
            "Use a profile with keys, or a role on top of one.")
        { Profile = source.Profile },
    };
}
