using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Finds the names that a wrong one probably stands for. A search compares it with every name, so a file that is wrong
/// throughout gets suggestions for the first wrong names only: otherwise the time would grow with the square of its length.
/// </summary>
internal sealed class SimilarNames(ConfigModel model)
{
    private const int MostSearches = 20;

    private readonly Dictionary<(NameKind, string), IReadOnlyList<string>> _known = [];

    public IReadOnlyList<string> To(string name, NameKind kind)
    {
        if (!_known.TryGetValue((kind, name), out var similar))
        {
            if (_known.Count == MostSearches)
            {
                return [];
            }

            _known[(kind, name)] = similar = NearMisses.Find(name, model.Named(kind).Keys);
        }

        return similar;
    }
}
