@echo off
rem Montre les réunions, la plus récente d'abord.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0greffier.exe" echo greffier.exe n'est pas à côté de ce fichier : sortez tout le dossier de l'archive, puis recommencez.& pause & exit /b 1
"%~dp0greffier.exe" list
pause
