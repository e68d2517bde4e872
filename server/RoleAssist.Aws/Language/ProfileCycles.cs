namespace RoleAssist.Aws.Language;

/// <summary>Finds the profiles that must not be another's source.</summary>
internal static class ProfileCycles
{
    /// <summary>Returns the profile itself and all that lead to it, directly or through others.</summary>
    public static HashSet<string> Closing(ConfigFileSet files, string profile)
    {
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var document in files.Documents)
        {
            var user = "";
            foreach (var use in ConfigNames.In(document))
            {
                if (use.IsDefinition)
                {
                    user = use.Kind == NameKind.Profile ? use.Name : "";
                }
                else if (use.Kind == NameKind.Profile && user.Length > 0)
                {
                    (users.TryGetValue(use.Name, out var known) ? known : users[use.Name] = []).Add(user);
                }
            }
        }

        var closing = new HashSet<string>(StringComparer.Ordinal) { profile };
        var waiting = new Queue<string>(closing);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var user in users.GetValueOrDefault(name) ?? [])
            {
                if (closing.Add(user))
                {
                    waiting.Enqueue(user);
                }
            }
        }

        return closing;
    }
}
