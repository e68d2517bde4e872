using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Accounts;

/// <summary>
/// Makes one of what several rows or sources say about the same account and role. Nothing that one of them says is lost:
/// it is added to the others, or it contradicts them, which is an error.
/// </summary>
internal static class AccountMerge
{
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: an account is described in two ways.
    /// </exception>
    public static IReadOnlyList<SelectedAccount> Merge(IEnumerable<SelectedAccount> accounts)
    {
        var merged = new OrderedDictionary<string, SelectedAccount>();
        foreach (var account in accounts)
        {
            merged[account.Key] = merged.TryGetValue(account.Key, out var known) ? Merge(known, account) : account;
        }

        return [.. merged.Values];
    }

    private static SelectedAccount Merge(SelectedAccount one, SelectedAccount other)
    {
        if (one.Id is not null && other.Id is not null && one.Id != other.Id)
        {
            throw Contradiction(one, other, "id", one.Id, other.Id);
        }

        var areRows = one.Place is not null && other.Place is not null;
        if (areRows && (one.Regions.Count == 0) != (other.Regions.Count == 0))
        {
            throw Contradiction(one, other, "regions", TextOf(one.Regions), TextOf(other.Regions));
        }

        var names = one.OtherNames.Append(one.Name).Concat(other.OtherNames).Append(other.Name);
        var name = one.Name == one.Id ? other.Name : one.Name;
        var others = names.Where(given => given != name && given != (one.Id ?? other.Id)).Distinct().ToList();
        if (areRows && others is [var second, ..])
        {
            throw Contradiction(one, other, "name", name, second);
        }

        return one with
        {
            Id = one.Id ?? other.Id,
            Name = name,
            OtherNames = others,
            RoleArn = one.RoleArn ?? other.RoleArn,
            Regions = [.. one.Regions.Union(other.Regions)],
            Attributes = Unite(one, other),
            Place = one.Place ?? other.Place,
            IsStageUnknown = one.IsStageUnknown || other.IsStageUnknown,
            Fault = one.Fault is null ? null : other.Fault,
        };
    }

    private static Dictionary<string, string> Unite(SelectedAccount one, SelectedAccount other)
    {
        var united = new Dictionary<string, string>(one.Attributes, StringComparer.Ordinal);
        foreach (var (name, value) in other.Attributes)
        {
            if (!united.TryAdd(name, value) && united[name] != value)
            {
                throw Contradiction(one, other, name, united[name], value);
            }
        }

        return united;
    }

    private static string TextOf(IReadOnlyList<string> regions) =>
        regions.Count == 0 ? "none" : string.Join(",", regions);

    private static RoleAssistException Contradiction(
        SelectedAccount one,
        SelectedAccount other,
        string name,
        string value,
        string otherValue
    ) =>
        new(
            ErrorCode.InvalidArgument,
            $"Account {one.Id ?? one.Name} is listed twice, with {name} '{value}' ({one.Place ?? "one source"}) and "
                + $"'{otherValue}' ({other.Place ?? "another source"}).",
            "Say the same in both, or remove one."
        );
}
