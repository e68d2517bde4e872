using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>Returns the keys of a profile, and the test's credentials for any other source.</summary>
internal sealed class FakeCredentialProvider : ICredentialProvider
{
    public AwsCredentials? Fetched { get; set; }

    /// <summary>Gets or sets why a source has no credentials, if it has none.</summary>
    public Func<CredentialSource, Exception?> Refuse { get; set; } = _ => null;

    public Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken) =>
        Refuse(source) is { } fault
            ? Task.FromException<AwsCredentials>(fault)
            : Task.FromResult(
                source is KeySource keys
                    ? keys.Credentials
                    : Fetched ?? throw new InvalidOperationException($"Nothing to fetch from {source.Kind}.")
            );
}
