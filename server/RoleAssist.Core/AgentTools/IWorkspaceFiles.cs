namespace RoleAssist.Core.AgentTools;

/// <summary>The folder that an agent works in, as far as files outside it are concerned.</summary>
public interface IWorkspaceFiles
{
    /// <summary>
    /// Returns why a command of an agent may not use a path, as the end of a sentence that begins with the path; null if
    /// it lies in the workspace, also after all links are followed. The file need not exist.
    /// </summary>
    string? Objection(string path);

    /// <summary>Whether a path names a file that exists, and that does not lie in the workspace.</summary>
    bool IsFileOutside(string path);

    /// <summary>
    /// Whether a folder contains links, at any depth, that lead out of the workspace, or is too large to tell. What is no
    /// folder contains none.
    /// </summary>
    bool HasLinksOutside(string path);
}
