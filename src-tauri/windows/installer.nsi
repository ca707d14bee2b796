; The installer for Windows: for one person, without an administrator's rights, in the language of
; the system. Made by makensis on any system; `cargo xtask package` calls it on Windows,
; `tests/windows/run` on Linux.
;
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.2.0 -DFROM=FOLDER -DREMOVED=FILE -DTO=INSTALLER \
;     [-DWEBVIEW2=MicrosoftEdgeWebview2Setup.exe] installer.nsi
;
; FROM holds what is installed and nothing else, REMOVED a line `Delete "$INSTDIR\NAME"` for each of
; its files. Silently: `/S`, with `/PATH` for the terminal
; program on the path, and `/D=folder` last.
;
; What a person made with the program is nowhere in this file, so that nothing here can remove it.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "PSIRT Maturity"
!define WINDOW "psirt-maturity-window.exe"
!define TERMINAL "psirt-maturity.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define ASSESSMENT "PSIRTMaturity.Assessment"
!define WORKSPACE "PSIRTMaturity.Workspace"
; The evergreen runtime, as Microsoft documents how it is found.
!define RUNTIME_KEY "Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define RUNTIME_PAGE "https://developer.microsoft.com/microsoft-edge/webview2/"

Name "${NAME}"
OutFile "${TO}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installer of ${NAME}"
VIAddVersionKey "LegalCopyright" "PSIRT Maturity contributors, MIT OR Apache-2.0"

!define MUI_ICON "..\icons\icon.ico"
!define MUI_UNICON "..\icons\icon.ico"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(TEXT_STAYS)"

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Japanese"

!macro TEXT NAME ENGLISH JAPANESE
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_JAPANESE} "${JAPANESE}"
!macroend
!define Text "!insertmacro TEXT"

${Text} TEXT_PROGRAM "The program" "プログラム本体"
${Text} TEXT_PROGRAM_MORE "The window, the terminal program, the Start menu entry and the file types." "ウィンドウ、端末用プログラム、スタートメニュー、ファイルの関連付け。"
${Text} TEXT_PATH "Terminal program on the PATH" "端末用プログラムをPATHに追加"
${Text} TEXT_PATH_MORE "psirt-maturity can be typed in every new terminal." "新しく開いたターミナルで、psirt-maturityと入力するだけで使えます。"
${Text} TEXT_DESKTOP "Icon on the desktop" "デスクトップのアイコン"
${Text} TEXT_DESKTOP_MORE "Opens the window." "ウィンドウを開きます。"
${Text} TEXT_ASSESSMENT "PSIRT assessment" "PSIRTアセスメント"
${Text} TEXT_WORKSPACE "PSIRT workspace" "PSIRTワークスペース"
${Text} TEXT_OLD "${NAME} needs Windows 10 or newer, 64-bit." "${NAME}には、64ビット版のWindows 10以降が必要です。"
${Text} TEXT_RUNS "${NAME} is running. Close it, then choose Retry." "${NAME}が起動しています。終了してから「再試行」を選んでください。"
${Text} TEXT_NO_RUNTIME "The Microsoft Edge WebView2 Runtime, which draws the window, is not installed on this computer.$\r$\n$\r$\nInstall its Evergreen version from ${RUNTIME_PAGE} or ask your administrator to do so. The terminal program works without it." "ウィンドウの表示に使うMicrosoft Edge WebView2ランタイムが、このコンピューターにインストールされていません。$\r$\n$\r$\n${RUNTIME_PAGE} からエバーグリーン版をインストールするか、管理者に依頼してください。端末用プログラムは、ランタイムがなくても使えます。"
${Text} TEXT_RUNTIME "Installing the Microsoft Edge WebView2 Runtime" "Microsoft Edge WebView2ランタイムをインストールしています"
${Text} TEXT_PATH_FAILED "The PATH could not be changed; the terminal program is in $INSTDIR" "PATHを変更できませんでした。端末用プログラムは $INSTDIR にあります"
${Text} TEXT_STAYS "The program is removed. Your workspaces, assessments, reports and settings stay where they are." "プログラムを削除します。ワークスペース、アセスメント、レポート、設定は、そのまま残ります。"
${Text} TEXT_STAYED "Your workspaces, assessments and reports are where you saved them. Settings and the log stay in $APPDATA\io.github.psirt-maturity and $LOCALAPPDATA\io.github.psirt-maturity." "ワークスペース、アセスメント、レポートは、保存した場所に残っています。設定とログは、$APPDATA\io.github.psirt-maturity と $LOCALAPPDATA\io.github.psirt-maturity に残ります。"

; ---- The PATH of the person. NSIS cuts texts off after 1,024 letters, and a PATH that was cut off
; ---- harms other programs: it is read and written as a whole, in memory that is large enough.

!define HKEY_CURRENT_USER 0x80000001
!define READ_WRITE 0x2001F
!define REG_EXPAND_SZ 2
; Windows takes no more for a variable.
!define MOST_LETTERS 32767
!define MOST_BYTES 65536

; $R0 whether it failed, $R1 the key, $R2 the text, $R3 its length, $R4 its type.
!macro READ_PATH
  System::Alloc 131072
  Pop $R2
  StrCpy $R3 ${MOST_BYTES}
  StrCpy $R4 ${REG_EXPAND_SZ}
  System::Call 'advapi32::RegCreateKeyW(p ${HKEY_CURRENT_USER}, w "Environment", *p .R1) i .R0'
  ${If} $R0 = 0
    System::Call 'advapi32::RegQueryValueExW(p R1, w "Path", p 0, *i .R4, p R2, *i R3 R3) i .R0'
    ; None yet.
    ${If} $R0 = 2
      StrCpy $R0 0
      StrCpy $R4 ${REG_EXPAND_SZ}
      System::Call '*$R2(&i2 0)'
    ${EndIf}
  ${EndIf}
!macroend

!macro WRITE_PATH
  System::Call 'kernel32::lstrlenW(p R2) i .R3'
  ${If} $R3 > ${MOST_LETTERS}
    StrCpy $R0 1
  ${Else}
    IntOp $R3 $R3 * 2
    IntOp $R3 $R3 + 2
    System::Call 'advapi32::RegSetValueExW(p R1, w "Path", i 0, i R4, p R2, i R3) i .R0'
    ; WM_SETTINGCHANGE: terminals that are opened from now on know it.
    SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:Environment" /TIMEOUT=2000
  ${EndIf}
!macroend

!macro CLOSE_PATH
  System::Call 'advapi32::RegCloseKey(p R1)'
  System::Free $R2
!macroend

Function AddToPath
  !insertmacro READ_PATH
  ${If} $R0 = 0
    ; Between semicolons, so that a longer folder is not taken for it.
    System::Call 'kernel32::lstrlenW(p R2) i .R3'
    System::Alloc 131072
    Pop $R5
    System::Call 'kernel32::lstrcpyW(p R5, w ";")'
    System::Call 'kernel32::lstrcatW(p R5, p R2)'
    System::Call 'kernel32::lstrcatW(p R5, w ";")'
    System::Call 'shlwapi::StrStrIW(p R5, w ";$INSTDIR;") p .R6'
    System::Free $R5
    ${If} $R6 = 0
      ${If} $R3 > 0
        System::Call 'kernel32::lstrcatW(p R2, w ";")'
      ${EndIf}
      System::Call 'kernel32::lstrcatW(p R2, w "$INSTDIR")'
      !insertmacro WRITE_PATH
    ${EndIf}
  ${EndIf}
  !insertmacro CLOSE_PATH
  ${If} $R0 <> 0
    DetailPrint "$(TEXT_PATH_FAILED)"
  ${EndIf}
FunctionEnd

Function un.RemoveFromPath
  !insertmacro READ_PATH
  ${If} $R0 = 0
    System::Alloc 131072
    Pop $R5
    System::Call 'kernel32::lstrcpyW(p R5, w ";")'
    System::Call 'kernel32::lstrcatW(p R5, p R2)'
    System::Call 'kernel32::lstrcatW(p R5, w ";")'
    System::Call 'shlwapi::StrStrIW(p R5, w ";$INSTDIR;") p .R6'
    ${If} $R6 <> 0
      ; What is before it, then what is after it, without the semicolons that were put around.
      StrLen $R7 ";$INSTDIR"
      IntOp $R8 $R7 * 2
      IntOp $R8 $R6 + $R8
      System::Call '*$R6(&i2 0)'
      IntOp $R9 $R5 + 2
      ${If} $R6 = $R5
        ; It was the first: nothing is before it.
        System::Call '*$R2(&i2 0)'
        IntOp $R8 $R8 + 2
      ${Else}
        System::Call 'kernel32::lstrcpyW(p R2, p R9)'
      ${EndIf}
      System::Call 'kernel32::lstrcatW(p R2, p R8)'
      System::Call 'kernel32::lstrlenW(p R2) i .R3'
      ${If} $R3 > 0
        IntOp $R3 $R3 - 1
        IntOp $R3 $R3 * 2
        IntOp $R9 $R2 + $R3
        System::Call '*$R9(&i2 .R7)'
        ${If} $R7 = 59
          System::Call '*$R9(&i2 0)'
        ${EndIf}
      ${EndIf}
      System::Call 'kernel32::lstrlenW(p R2) i .R3'
      ${If} $R3 = 0
        System::Call 'advapi32::RegDeleteValueW(p R1, w "Path")'
      ${Else}
        !insertmacro WRITE_PATH
      ${EndIf}
    ${EndIf}
    System::Free $R5
  ${EndIf}
  !insertmacro CLOSE_PATH
FunctionEnd

; ---- What opens what.

!macro FILE_TYPE ENDING CLASS TITLE
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.${ENDING}" "" "${CLASS}"
  WriteRegNone HKCU "${CLASSES}\.${ENDING}\OpenWithProgids" "${CLASS}"
!macroend

!macro NO_FILE_TYPE ENDING CLASS
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
  DeleteRegValue HKCU "${CLASSES}\.${ENDING}\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${ENDING}\OpenWithProgids"
  ; Somebody may have chosen another program meanwhile.
  ReadRegStr $0 HKCU "${CLASSES}\.${ENDING}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegValue HKCU "${CLASSES}\.${ENDING}" ""
    DeleteRegKey /ifempty HKCU "${CLASSES}\.${ENDING}"
  ${EndIf}
!macroend

!macro TELL_EXPLORER
  ; SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; Windows lets nobody write to a program that runs.
!macro WAIT_FOR PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(TEXT_RUNS)" /SD IDCANCEL IDRETRY +2
      Abort "$(TEXT_RUNS)"
    ${Loop}
  ${EndIf}
!macroend

; In $0: the version of the runtime, or nothing.
Function FindRuntime
  ReadRegStr $0 HKLM "${RUNTIME_KEY}" "pv"
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "${RUNTIME_KEY}" "pv"
  ${EndIf}
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

Section "$(TEXT_PROGRAM)" SECTION_PROGRAM
  SectionIn RO
  !insertmacro WAIT_FOR "${WINDOW}"
  !insertmacro WAIT_FOR "${TERMINAL}"
  SetOutPath "$INSTDIR"
  File "${FROM}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"

  !insertmacro FILE_TYPE "psirtmaturity" "${ASSESSMENT}" "$(TEXT_ASSESSMENT)"
  !insertmacro FILE_TYPE "psirtws" "${WORKSPACE}" "$(TEXT_WORKSPACE)"
  ; For "open with", as for the assessments of version 0.1, which end in `.psirt.json`.
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\SupportedTypes" ".json" ""
  !insertmacro TELL_EXPLORER

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0

  Call FindRuntime
  !ifdef WEBVIEW2
    ${If} $0 == ""
      DetailPrint "$(TEXT_RUNTIME)"
      InitPluginsDir
      File "/oname=$PLUGINSDIR\webview2.exe" "${WEBVIEW2}"
      ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install'
      Call FindRuntime
    ${EndIf}
  !endif
  ${If} $0 == ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TEXT_NO_RUNTIME)" /SD IDOK
  ${EndIf}
SectionEnd

Section /o "$(TEXT_PATH)" SECTION_PATH
  Call AddToPath
SectionEnd

Section /o "$(TEXT_DESKTOP)" SECTION_DESKTOP
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_PROGRAM} "$(TEXT_PROGRAM_MORE)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_PATH} "$(TEXT_PATH_MORE)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_DESKTOP} "$(TEXT_DESKTOP_MORE)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TEXT_OLD)" /SD IDOK
    Abort
  ${EndIf}
  ClearErrors
  ${GetParameters} $0
  ${GetOptions} $0 "/PATH" $1
  ${IfNot} ${Errors}
    SectionGetFlags ${SECTION_PATH} $1
    IntOp $1 $1 | ${SF_SELECTED}
    SectionSetFlags ${SECTION_PATH} $1
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro WAIT_FOR "${WINDOW}"
  !insertmacro WAIT_FOR "${TERMINAL}"
  ; By name: the folder may hold what a person has put there.
  !include "${REMOVED}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  Call un.RemoveFromPath
  !insertmacro NO_FILE_TYPE "psirtmaturity" "${ASSESSMENT}"
  !insertmacro NO_FILE_TYPE "psirtws" "${WORKSPACE}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}"
  !insertmacro TELL_EXPLORER
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DetailPrint "$(TEXT_STAYED)"
  SetDetailsView show
SectionEnd
