namespace RoleAssist.Core.Console;

/// <summary>A service with a page in the console.</summary>
/// <param name="Name">Its short name, as the AWS CLI has it where there is one.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Path">The path of its page, with a fragment where the page is a part of another.</param>
/// <param name="IsGlobal">Whether it is the same in every region of a partition.</param>
/// <param name="OtherNames">Further names that people use.</param>
public sealed record ConsoleService(
    string Name,
    string Title,
    string Path,
    bool IsGlobal,
    IReadOnlyList<string> OtherNames
);
