using RoleAssist.Core.Accounts;
using RoleAssist.Core.Runs;
using ItemState = RoleAssist.Contracts.RunItemState;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>
/// The items of a run, in the order of the selection. Accounts that are asked for their regions have one item that
/// stands for the account until they have told them.
/// </summary>
internal sealed class RunItems
{
    private static readonly string?[] NoRegion = [null];

    private readonly List<RegisteredItem> _all = [];
    private readonly Dictionary<RunKey, RegisteredItem> _byKey = [];
    private int _nextId;

    public RunItems(IEnumerable<SelectedAccount> accounts, RegionSelection regions)
    {
        foreach (var account in accounts)
        {
            foreach (var region in RegionsOf(account, regions))
            {
                Insert(_all.Count, account, region);
            }
        }
    }

    public IReadOnlyList<RegisteredItem> All => _all;

    public RegisteredItem? Find(int id) => _all.Find(item => item.Id == id);

    /// <summary>Returns an item; a region that was not known before gets one.</summary>
    public RegisteredItem Get(RunItem item)
    {
        if (_byKey.TryGetValue(item.Key, out var known))
        {
            return known;
        }

        var at = _all.FindLastIndex(other => other.Account.Key == item.Account.Key);
        if (at >= 0 && _all[at] is { Key.Region: null, State: ItemState.Waiting } placeholder)
        {
            _byKey.Remove(placeholder.Key);
            _all.RemoveAt(at--);
        }

        return Insert(at + 1, item.Account, item.Region);
    }

    /// <summary>Whether a retry wants an item: it waits, or its account does, which has not told its regions.</summary>
    public bool IsWanted(RunKey key) =>
        _byKey.TryGetValue(key, out var known) ? known.State == ItemState.Waiting
        : _byKey.TryGetValue(key with { Region = null }, out var account) ? account.State == ItemState.Waiting
        : !_all.Exists(item => item.Account.Key == key.Account);

    public int Count(ItemState state) => _all.Count(item => item.State == state);

    private static IEnumerable<string?> RegionsOf(SelectedAccount account, RegionSelection regions)
    {
        var names = regions.Names is [_, ..] wanted ? wanted : account.Regions;
        IEnumerable<string?> known = names;
        return regions.IsEnabled || names.Count == 0 ? NoRegion : known;
    }

    private RegisteredItem Insert(int at, SelectedAccount account, string? region)
    {
        var item = new RegisteredItem(_nextId++, account, region);
        _all.Insert(at, item);
        _byKey[item.Key] = item;
        return item;
    }
}
