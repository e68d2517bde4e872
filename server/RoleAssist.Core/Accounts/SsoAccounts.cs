using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Accounts;

/// <summary>Lists what a sign-in to IAM Identity Center may use.</summary>
public interface ISsoDirectory
{
    /// <summary>Lists the accounts of a sign-in.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.SsoLoginRequired"/>.</exception>
    Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(SsoSource session, CancellationToken cancellationToken);

    /// <summary>Lists the names of the roles of an account.</summary>
    Task<IReadOnlyList<string>> ListRolesAsync(SsoSource session, string account, CancellationToken cancellationToken);
}

/// <summary>The accounts and roles that a sign-in to IAM Identity Center may use.</summary>
/// <param name="session">The name of the <c>[sso-session]</c> section.</param>
/// <param name="role">The role to use; null for all of each account.</param>
/// <param name="time">The clock of the pace.</param>
/// <param name="observer">Is told of accounts whose roles cannot be listed; null for nobody.</param>
/// <remarks>An account whose roles cannot be listed fails alone, when it is its turn.</remarks>
public sealed class SsoAccounts(
    IProfileStore store,
    RoleChainResolver resolver,
    ISsoDirectory directory,
    string session,
    string? role,
    TimeProvider time,
    ISelectionObserver? observer = null
) : IAccountSource
{
    /// <summary>Identity Center allows 20 calls a second for all of a sign-in's clients.</summary>
    private const double CallsPerSecond = 20;

    private const int ParallelCalls = 4;

    private readonly RequestPacer _pacer = new(CallsPerSecond, time);

    public async Task<IReadOnlyList<SelectedAccount>> ReadAsync(string? tokenCode, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var source = new SsoSession(profiles, session).Resolve(resolver);
        var accounts = await directory.ListAccountsAsync(source, cancellationToken).ConfigureAwait(false);
        var found = new IReadOnlyList<SelectedAccount>[accounts.Count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = ParallelCalls,
            CancellationToken = cancellationToken,
        };
        await Parallel
            .ForAsync(
                0,
                accounts.Count,
                options,
                async (index, stop) =>
                    found[index] = await RolesOfAsync(source, accounts[index], stop).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        Tell(found);
        return found.Sum(one => one.Count) == 0 && role is not null
            ? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The sign-in of sso-session '{session}' has the role '{role}' in no account.",
                $"List its accounts and roles with roleassist accounts --sso {ShellWord.Of(session)}."
            )
            : [.. found.SelectMany(one => one)];
    }

    private async Task<IReadOnlyList<SelectedAccount>> RolesOfAsync(
        SsoSource source,
        OrganizationAccount account,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var roles = await _pacer
                .RunAsync(stop => directory.ListRolesAsync(source, account.Id, stop), cancellationToken)
                .ConfigureAwait(false);
            return [.. roles.Where(IsWanted).Select(name => Of(account, name))];
        }
        catch (RoleAssistException fault) when (fault.Code != ErrorCode.SsoLoginRequired)
        {
            var named = new RoleAssistException(
                fault.Code,
                $"The roles of account {account.Name} ({account.Id}) cannot be listed. {fault.Message}",
                fault.Hint,
                fault
            );
            return [Of(account, role ?? "") with { Fault = named }];
        }
    }

    /// <exception cref="RoleAssistException">The roles of no account can be listed.</exception>
    private void Tell(IReadOnlyList<SelectedAccount>[] found)
    {
        var faults = found.SelectMany(accounts => accounts).Select(account => account.Fault).ToList();
        if (faults.Count > 0 && faults.TrueForAll(fault => fault is not null))
        {
            throw faults[0]!;
        }

        foreach (var fault in faults.OfType<RoleAssistException>())
        {
            observer?.Note(fault.Message);
        }
    }

    private bool IsWanted(string name) => role is null || name == role;

    private SelectedAccount Of(OrganizationAccount account, string name) =>
        new(account.Id, account.Name, new AssumeTarget { SsoAccount = new SsoAccount(session, account.Id, name) })
        {
            Attributes = account.Email is { } email
                ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["email"] = email }
                : [],
        };
}
