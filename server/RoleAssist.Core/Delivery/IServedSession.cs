using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// A session at the endpoint that is in no registry: whoever has it renews it, and takes it back with <see
/// cref="IDisposable.Dispose"/>.
/// </summary>
public interface IServedSession : IDisposable
{
    /// <summary>Gets its address and token, which stay the same.</summary>
    CredentialGrant Grant { get; }

    /// <summary>Replaces what is served.</summary>
    void Follow(SessionEntry entry);
}
