@echo off
rem Retire les raccourcis et les tâches planifiées de greffier. Les réunions et le programme restent.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0greffier.exe" echo greffier.exe n'est pas à côté de ce fichier : sortez tout le dossier de l'archive, puis recommencez.& pause & exit /b 1
"%~dp0greffier.exe" uninstall
pause
