using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>Decides what an agent gets. Every session passes it before it is issued or found.</summary>
public interface ISessionGuard
{
    /// <summary>Returns a target as the requester may have it: an agent's is narrowed.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.AgentNotAllowed"/>.</exception>
    AssumeTarget Admit(AssumeTarget target);

    /// <summary>Waits for the person's word where an agent needs one; returns at once for a person.</summary>
    /// <param name="target">An admitted target.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="needsCode">Whether the session would cost an MFA code.</param>
    /// <param name="purpose">What the session is for, in the agent's words.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.AgentNeedsApproval"/>: nobody has said yes.
    /// </exception>
    Task RequireAsync(
        AssumeTarget target,
        RoleChain chain,
        bool needsCode,
        string? purpose,
        CancellationToken cancellationToken
    );
}
