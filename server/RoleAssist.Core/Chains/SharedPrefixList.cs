using System.Collections;

namespace RoleAssist.Core.Chains;

/// <summary>
/// An immutable list that shares its prefix: adding an item creates a list that references the existing one, so chains
/// with the same source store its steps once. Access to the first and last items is O(1), to others O(n).
/// </summary>
internal sealed class SharedPrefixList<T> : IReadOnlyList<T>
{
    private readonly SharedPrefixList<T> _before;
    private readonly T _first;
    private readonly T _last;

    private SharedPrefixList()
    {
        _before = this;
        _first = default!;
        _last = default!;
    }

    private SharedPrefixList(SharedPrefixList<T> before, T last)
    {
        (_before, _last, Count) = (before, last, before.Count + 1);
        _first = before.Count == 0 ? last : before._first;
    }

    public static SharedPrefixList<T> Empty { get; } = new();

    public int Count { get; }

    /// <summary>Gets all items but the last.</summary>
    public SharedPrefixList<T> Before => _before;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            if (index == 0)
            {
                return _first;
            }

            var at = this;
            while (at.Count > index + 1)
            {
                at = at._before;
            }

            return at._last;
        }
    }

    public SharedPrefixList<T> Add(T item) => new(this, item);

    /// <summary>Returns the items from an index on, without visiting those before it.</summary>
    public T[] From(int index)
    {
        var items = new T[Count - index];
        for (var at = this; at.Count > index; at = at._before)
        {
            items[at.Count - 1 - index] = at._last;
        }

        return items;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)From(0)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
