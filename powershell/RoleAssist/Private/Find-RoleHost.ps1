function Find-RoleHost {
    <#
    .SYNOPSIS
    Returns the full path of the RoleAssist program.
    .DESCRIPTION
    The program of the package that contains this module, then the launcher in the user's home folder, then PATH. No
    variable of RoleAssist's own and no relative folder count: a workspace could choose them.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param()

    $onWindows = [System.IO.Path]::DirectorySeparatorChar -eq '\'
    $name = if ($onWindows) { 'roleassist.exe' } else { 'roleassist' }
    $launcher = if ($onWindows) { 'roleassist.cmd' } else { 'roleassist' }
    $here = (Get-Location -PSProvider FileSystem).ProviderPath
    $folders = foreach ($folder in "$Env:PATH" -split [System.IO.Path]::PathSeparator) {
        # "C:folder" and "\folder" count as rooted, but are relative.
        if ($folder -match '^(/|[A-Za-z]:[\\/]|\\\\)' -and [System.IO.Path]::GetFullPath($folder) -ne $here) {
            $folder
        }
    }
    $hosts = [System.IO.Path]::Combine($script:PackageFolder, 'artifacts', 'host')
    $candidates = @(
        foreach ($packaged in Get-ChildItem -LiteralPath $hosts -ErrorAction Ignore) {
            Join-Path -Path $packaged.FullName -ChildPath $name
        }
        [System.IO.Path]::Combine($HOME, '.roleassist', 'bin', $launcher)
        foreach ($folder in $folders) {
            [System.IO.Path]::Combine($folder, $name)
        }
    )
    foreach ($candidate in $candidates) {
        if ([System.IO.File]::Exists($candidate)) {
            return $candidate
        }
    }

    throw (New-RoleError -Id 'HostNotFound' -Message ('RoleAssist was not found on this machine. ' +
                'Install the extension RoleAssist in VS Code, or add the folder of the program roleassist to PATH.'))
}
