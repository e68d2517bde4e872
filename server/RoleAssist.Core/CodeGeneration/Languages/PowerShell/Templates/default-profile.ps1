#Requires -Version 5.1

<#
.SYNOPSIS
    Stores temporary credentials of profile «comment profile» as the default profile.
.DESCRIPTION
    All tools that read the shared credentials file use them, including containers that mount ~/.aws. The file contains
    them in plain text, valid until they expire.

    Long-term keys are kept: -Force renames a default profile that is not temporary to [default-kept], and -Remove
    renames it back to [default].
.PARAMETER Force
    Replaces an existing default profile.
.PARAMETER Remove
    Removes the temporary default profile.
.EXAMPLE
    ./default-profile.ps1
.EXAMPLE
    ./default-profile.ps1 -Remove
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Write')]
param(
    [Parameter(ParameterSetName = 'Write')]
    [switch] $Force,

    [Parameter(Mandatory, ParameterSetName = 'Remove')]
    [switch] $Remove
)

& {
    «include header»
    $region = «region»

    # The file that all tools share. Without -ProfileLocation, the AWS Tools may use an encrypted store for .NET only.
    $file = $Env:AWS_SHARED_CREDENTIALS_FILE
    if (-not $file) {
        $file = Join-Path -Path $HOME -ChildPath '.aws' | Join-Path -ChildPath 'credentials'
    }

    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($file)
    $text = ''
    if (Test-Path -LiteralPath $file) {
        $text = [System.IO.File]::ReadAllText($file)
    }

    function Rename-Section {
        <#
        .SYNOPSIS
            Renames a section of the file and changes nothing else.
        .PARAMETER Name
            The current name.
        .PARAMETER NewName
            The new name.
        #>
        param([string] $Name, [string] $NewName)

        $renamed = [regex]::Replace([System.IO.File]::ReadAllText($file), "(?m)^[ \t]*\[[ \t]*$Name[ \t]*\]", "[$NewName]")

        # Copying keeps the file's mode, and moving avoids a partly written file.
        Copy-Item -LiteralPath $file -Destination "$file.new" -Force
        [System.IO.File]::WriteAllText("$file.new", $renamed)
        Move-Item -LiteralPath "$file.new" -Destination $file -Force
    }

    # Temporary credentials have a token, and their access key ID has another prefix than long-term ones.
    $sections = @([regex]::Matches($text, '(?ms)^[ \t]*\[[ \t]*default[ \t]*\].*?(?=^[ \t]*\[|\z)') | ForEach-Object { $_.Value })
    $kept = @($sections | Where-Object { $_ -notmatch '(?m)^[ \t]*aws_session_token[ \t]*[=:][ \t]*\S' -or $_ -match '(?m)^[ \t]*aws_access_key_id[ \t]*[=:][ \t]*A[K]IA' })
    $hasKept = $text -match '(?m)^[ \t]*\[[ \t]*default-kept[ \t]*\]'

    if ($Remove) {
        if ($kept.Count -gt 0 -or ($sections.Count -eq 0 -and -not $hasKept)) {
            Write-Output "$file has no temporary default profile."
        }
        elseif ($PSCmdlet.ShouldProcess($file, 'Remove the temporary default profile')) {
            if ($sections.Count -gt 0) {
                Remove-AWSCredentialProfile -ProfileName 'default' -ProfileLocation $file -Force
            }

            if ($hasKept) {
                Rename-Section -Name 'default-kept' -NewName 'default'
            }
        }

        return
    }

    if ($sections.Count -gt 0 -and -not $Force) {
        throw "$file already has a default profile. To replace it: ./default-profile.ps1 -Force"
    }

    if ($kept.Count -gt 0 -and $hasKept) {
        throw "$file already has a profile [default-kept]. Rename it first."
    }

    if (-not $PSCmdlet.ShouldProcess($file, 'Write the default profile')) {
        return
    }

    «include assume-roles»

    if (-not (Test-Path -LiteralPath $file)) {
        New-Item -Path $file -ItemType File -Force | Out-Null
    }

    # On Windows, home folders are private by default.
    if (Get-Command -Name 'chmod' -CommandType Application -ErrorAction SilentlyContinue) {
        chmod 600 $file
    }

    if ($kept.Count -gt 0) {
        Rename-Section -Name 'default' -NewName 'default-kept'
        Write-Warning -Message "The previous default profile is now [default-kept]. To restore it: ./default-profile.ps1 -Remove"
    }

    # Not -Credential: session credentials can only be stored as separate values.
    $default = @{
        AccessKey       = $credentials.AccessKeyId
        SecretKey       = $credentials.SecretAccessKey
        SessionToken    = $credentials.SessionToken
        Region          = $region
        ProfileLocation = $file
    }
    Initialize-AWSDefaultConfiguration @default

    $identity = Get-STSCallerIdentity -ProfileName 'default' -ProfileLocation $file -Region $region
«if temporary»
    Write-Output "The default profile now works as $($identity.Arn)"
«else»
    Write-Output "The default profile now works as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«end»
    «cursor»
}
