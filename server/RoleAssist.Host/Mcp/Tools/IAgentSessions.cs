using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>Gets the sessions that an agent may use, which are never those of the person.</summary>
internal interface IAgentSessions
{
    /// <summary>Gets the agent's name.</summary>
    string Agent { get; }

    /// <summary>Gets the preset that limits every session.</summary>
    string Policy { get; }

    /// <summary>Gets a session of a profile's role.</summary>
    /// <param name="profile">The profile's name.</param>
    /// <param name="region">The region to work in; null for the profile's.</param>
    /// <param name="wish">What for, as a person would be asked.</param>
    /// <param name="cancellationToken">Cancels the calls and the question.</param>
    /// <exception cref="RoleAssistException">Why there is none.</exception>
    Task<Session> GetAsync(string profile, string? region, string wish, CancellationToken cancellationToken);

    /// <summary>Returns a target as an agent may assume it: limited in what it may do and for how long.</summary>
    AssumeTarget Limit(AssumeTarget target);

    /// <summary>Waits for a person's yes to a command in several accounts.</summary>
    /// <param name="profiles">Where: the names of profiles.</param>
    /// <param name="isProduction">Whether a part of it is production.</param>
    /// <param name="wish">What for.</param>
    /// <param name="cancellationToken">Withdraws the question.</param>
    /// <exception cref="RoleAssistException">Nobody said yes.</exception>
    Task RequireApprovalAsync(
        IReadOnlyList<string> profiles,
        bool isProduction,
        string wish,
        CancellationToken cancellationToken
    );
}
