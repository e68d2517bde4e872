namespace RoleAssist.Aws.Formats;

/// <summary>Reads lists that a service sends in pages. A list that would not end is not valid.</summary>
internal static class PagedList
{
    /// <summary>Reads all pages.</summary>
    /// <param name="ask">Asks for the page with this token; null for the first.</param>
    /// <param name="list">The name of the list in an answer.</param>
    /// <param name="token">The name of the token of the next page in an answer.</param>
    /// <param name="read">Reads an item; returns null if it is not valid.</param>
    /// <param name="maxPages">The limit of pages.</param>
    /// <returns>The items; null if an answer or the list as a whole is not valid.</returns>
    public static async Task<IReadOnlyList<T>?> ReadAsync<T>(
        Func<string?, Task<JsonFields>> ask,
        string list,
        string token,
        Func<JsonFields, T?> read,
        int maxPages
    )
        where T : class
    {
        var found = new List<T>();
        string? next = null;
        for (var page = 0; page < maxPages; page++)
        {
            var answer = await ask(next).ConfigureAwait(false);
            var items = answer.Objects(list)?.Select(read).ToList();
            if (items is null || items.Contains(null))
            {
                return null;
            }

            found.AddRange(items!);
            var previous = next;
            next = answer.Text(token);
            if (next is null)
            {
                return found;
            }

            // The same page again, and so on.
            if (next == previous)
            {
                return null;
            }
        }

        return null;
    }
}
