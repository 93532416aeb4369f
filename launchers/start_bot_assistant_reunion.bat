@echo off
rem Enregistre une réunion, après avoir demandé son nom, et en écrit le compte rendu.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0greffier.exe" echo greffier.exe n'est pas à côté de ce fichier : sortez tout le dossier de l'archive, puis recommencez.& pause & exit /b 1
"%~dp0greffier.exe" start --ask-name
if not "%errorlevel%"=="0" pause
