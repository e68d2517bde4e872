using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <inheritdoc/>
internal sealed class ServedSession(SessionGrants grants, SessionGrant grant, CredentialGrant given) : IServedSession
{
    public CredentialGrant Grant => given;

    public void Follow(SessionEntry entry) => grant.Follow(entry);

    public void Dispose() => grants.End(grant);
}
