namespace RoleAssist.Core.Accounts;

/// <summary>Is told what a selection of accounts does that takes long or that the user should know.</summary>
public interface ISelectionObserver
{
    /// <summary>Something that the user should know, as a sentence.</summary>
    void Note(string note);

    /// <summary>How many of the accounts' tags are read.</summary>
    void TagsRead(int done, int total);
}
